package org.lantern.app.screen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.ScrollPane;
import org.lantern.analytics.risk.RiskCatalogue;
import org.lantern.app.demo.DemoVault;
import org.lantern.app.feature.chart.ChartView;
import org.lantern.app.feature.chart.ChartViewModel;
import org.lantern.app.feature.chart.Line;
import org.lantern.app.feature.chart.ChartDrafts;
import org.lantern.app.feature.risk.RiskView;
import org.lantern.app.feature.risk.RiskViewModel;
import org.lantern.app.shell.Theme;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/**
 * Writes pictures of the chart and the risk panel, beside the images and as pages, in both languages and themes, for
 * people to look at. Argument: the folder to write to.
 */
public final class ChartAndRiskTour {
    private static final double SIDE = 380;

    private final Vault vault;
    private final Path target;
    private final TaskRunner tasks = new TaskRunner(Platform::runLater);
    private final Clock clock = Clock.systemDefaultZone();

    private ChartAndRiskTour(Vault vault, Path target) {
        this.vault = vault;
        this.target = target;
    }

    public static void main(String[] arguments) throws Exception {
        Screen.startToolkit();
        var place = Files.createTempDirectory("lantern-tour").resolve("vault");
        try (var password = Secret.ofPassword(DemoVault.PASSWORD.toCharArray());
                var vault = DemoVault.create(place, DemoVault.USER, password, KdfCost.FLOOR, DemoVault.Size.SMALL,
                        Clock.systemDefaultZone(), _ -> {}, () -> false).vault()) {
            var tour = new ChartAndRiskTour(vault, Path.of(arguments[0]));
            for (var language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                for (var theme : Theme.values()) {
                    tour.walk(language, theme);
                }
            }
        }
        System.exit(0);
    }

    private PatientKey patient(String id) throws Exception {
        return vault.archive().patients(id, 1).getFirst().key();
    }

    private void walk(Locale language, Theme theme) throws Exception {
        var name = language.getLanguage() + "-" + theme.name().toLowerCase(Locale.ROOT) + "-";
        var texts = Texts.in(language);
        var model = Screen.onToolkit(() -> new ChartViewModel(vault.chart(), tasks, texts, clock,
                new ChartDrafts(vault.chart().drafts(), List.of(), tasks, _ -> {}),
                new ChartViewModel.Reports(failure -> {
                    throw new AssertionError(failure);
                }, _ -> {}, _ -> {})));
        var side = Screen.onToolkit(
                () -> new ChartView(model, texts, clock.getZone(), ChartView.Arrangement.SIDE));
        try (var sheet = Sheet.open(side, SIDE, 1000, theme, language)) {
            Screen.onToolkit(() -> {
                model.show(Optional.of(patient(language == Locale.ENGLISH ? "DEMO-0002" : "DEMO-0001")));
                return null;
            });
            sheet.await("chart", () -> !model.latest().isEmpty());
            sheet.save(target.resolve(name + "chart-side.png"));
            Screen.onToolkit(() -> {
                model.add(Line.List.MEDICATIONS);
                model.openVisit();
                model.visitProperty().get().orElseThrow().number("systolic").orElseThrow().textProperty().set("1200");
                model.visitProperty().get().orElseThrow().number("diastolic").orElseThrow().textProperty().set("84");
                model.visitProperty().get().orElseThrow().number("temperature").orElseThrow().textProperty()
                        .set("36,8");
                model.saveVisit();
                model.saveForm();
                return null;
            });
            sheet.save(target.resolve(name + "chart-forms.png"));
            Screen.onToolkit(() -> {
                model.discardVisit();
                model.edit(model.lines(Line.List.MEDICATIONS).getFirst());
                return null;
            });
            sheet.await("history", () -> !model.history().isEmpty());
            sheet.save(target.resolve(name + "chart-correct.png"));
        }
        var page = Screen.onToolkit(
                () -> new ChartView(model, texts, clock.getZone(), ChartView.Arrangement.PAGE));
        try (var sheet = Sheet.open(page, 1366, 900, theme, language)) {
            Screen.onToolkit(() -> {
                model.closeForm();
                model.openVisit();
                return null;
            });
            sheet.save(target.resolve(name + "chart-page.png"));
        }
        risk(name, texts, theme);
    }

    private void risk(String name, Texts texts, Theme theme) throws Exception {
        var model = Screen.onToolkit(() -> new RiskViewModel(RiskCatalogue.bundled(), vault.chart(), tasks, texts,
                clock, new RiskViewModel.Reports(failure -> {
                    throw new AssertionError(failure);
                }, _ -> {}, (_, _) -> {})));
        var side = Screen.onToolkit(() -> new RiskView(model, texts, RiskView.Arrangement.SIDE));
        try (var sheet = Sheet.open(side, SIDE, 1000, theme, texts.language())) {
            sheet.save(target.resolve(name + "risk-list.png"));
            for (var one : List.of("cha2ds2_vasc DEMO-0002", "curb_65 DEMO-0004", "brock_pancan_2b DEMO-0001",
                    "china_par_10y DEMO-0003", "acr_ti_rads_2017 DEMO-0003", "score2 DEMO-0004")) {
                var parts = one.split(" ");
                Screen.onToolkit(() -> {
                    model.show(Optional.of(patient(parts[1])));
                    model.select(parts[0]);
                    return null;
                });
                sheet.await("form", () -> model.formProperty().get().isPresent());
                if (parts[0].equals("curb_65")) {
                    Screen.onToolkit(() -> {
                        model.formProperty().get().orElseThrow().field("confusion").orElseThrow().textProperty()
                                .set("true");
                        return null;
                    });
                }
                Screen.onToolkit(() -> {
                    side.lookupAll(".scroll-pane").forEach(node -> ((ScrollPane) node).setVvalue(0));
                    return null;
                });
                sheet.save(target.resolve(name + "risk-" + parts[0] + ".png"));
            }
        }
    }
}
