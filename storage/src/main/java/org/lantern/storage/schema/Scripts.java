package org.lantern.storage.schema;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Some of the migrations' scripts, in the shape that Flyway wants. */
final class Scripts implements ResourceProvider {
    private static final String FOLDER = "org/lantern/storage/schema/";

    private final ClassLoader loader;
    private final List<LoadableResource> scripts;

    /** @param files their names, without a path */
    Scripts(ClassLoader loader, Collection<String> files) {
        this.loader = loader;
        this.scripts = files.stream().<LoadableResource>map(Script::new).toList();
    }

    @Override
    public LoadableResource getResource(String name) {
        return scripts.stream().filter(script -> script.getAbsolutePath().equals(name)).findFirst().orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return scripts.stream().filter(script -> script.getFilename().startsWith(prefix)
                && Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith)).toList();
    }

    private final class Script extends LoadableResource {
        private final String file;

        Script(String file) {
            this.file = file;
        }

        @Override
        public Reader read() {
            return new InputStreamReader(loader.getResourceAsStream(FOLDER + file), StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + file;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + file;
        }

        @Override
        public String getFilename() {
            return file;
        }

        @Override
        public String getRelativePath() {
            return file;
        }
    }
}
