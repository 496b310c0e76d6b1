package org.lantern.app.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[]{line()};
    }

    /** What {@code --version} prints. */
    static String line() {
        return "Lantern " + number();
    }

    /** The version's number, or "development" where the classes do not come from a jar. */
    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("development");
    }
}
