package org.lantern.analytics.risk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that are at hand. Immutable. */
public final class RiskCatalogue {
    private final Map<String, RiskModel> byId = new LinkedHashMap<>();

    private RiskCatalogue(List<RiskModel> models) {
        for (var model : models) {
            if (byId.put(model.id(), model) != null) {
                throw new IllegalArgumentException("two models are called " + model.id());
            }
        }
    }

    /**
     * The models that come with the product: every file in {@code catalogue/}, so that a new one needs no list to be
     * kept. Reads about fifty small files; keep the catalogue.
     */
    public static RiskCatalogue bundled() {
        URL folder = RiskCatalogue.class.getResource("catalogue/");
        if (folder == null) {
            throw new IllegalStateException("the catalogue of risk models is not on the class path");
        }
        try {
            URI place = folder.toURI();
            if (!"jar".equals(place.getScheme())) {
                return new RiskCatalogue(readAll(Path.of(place)));
            }
            String[] jarAndFolder = place.toString().substring("jar:".length()).split("!", 2);
            try (var jar = FileSystems.newFileSystem(Path.of(URI.create(jarAndFolder[0])))) {
                return new RiskCatalogue(readAll(jar.getPath(jarAndFolder[1])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<RiskModel> readAll(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).map(RiskCatalogue::read)
                    .sorted(ORDER).toList();
        }
    }

    /** The fields of medicine of published models, in the order in which they are shown; learned ones come after. */
    static final List<String> PUBLISHED_GROUPS = List.of("imaging", "cardiovascular", "acute", "hepatic", "renal",
            "metabolic", "obstetric", "paediatric");
    private static final Comparator<RiskModel> ORDER = Comparator.comparing(RiskCatalogue::place)
            .thenComparing(RiskModel::id);

    private static int place(RiskModel model) {
        int place = PUBLISHED_GROUPS.indexOf(model.group());
        return place < 0 ? PUBLISHED_GROUPS.size() : place;
    }

    private static RiskModel read(Path file) {
        try {
            return RiskModel.of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * This catalogue and more models. A model of an id that is there already takes its place: an update.
     */
    public RiskCatalogue with(List<RiskModel> more) {
        var models = new LinkedHashMap<>(byId);
        more.forEach(model -> models.put(model.id(), model));
        return new RiskCatalogue(models.values().stream().sorted(ORDER).toList());
    }

    /** All models, grouped by field. */
    public List<RiskModel> models() {
        return List.copyOf(byId.values());
    }

    public Optional<RiskModel> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
