package org.lantern.app.shell;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.lantern.resources.Texts;

/** Whose data these are, at the top of the window, always. */
final class IdentityBar extends HBox {
    private final Texts texts;
    private final HBox patient = new HBox();
    private final HBox study = new HBox();

    /** @param trailing controls at the right end, such as the user's name and the lock */
    IdentityBar(Texts texts, Node... trailing) {
        this.texts = texts;
        getStyleClass().add("identity-bar");
        setAlignment(Pos.CENTER_LEFT);
        patient.getStyleClass().add("identity-group");
        patient.setAlignment(Pos.CENTER_LEFT);
        study.getStyleClass().add("identity-group");
        study.setAlignment(Pos.CENTER_RIGHT);
        study.setMinWidth(0);
        HBox.setHgrow(study, Priority.SOMETIMES);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(patient, gap, study);
        getChildren().addAll(trailing);
        show(Optional.empty());
    }

    void show(Optional<PatientBanner> banner) {
        patient.getChildren().clear();
        study.getChildren().clear();
        if (banner.isEmpty()) {
            patient.getChildren().addAll(text(texts.get("shell.application.name"), "identity-product"),
                    text(texts.get("shell.identity.none"), "identity-detail"));
            return;
        }
        var who = banner.get();
        if (!who.ideographicName().isBlank()) {
            patient.getChildren().add(text(who.ideographicName(), "identity-name"));
        }
        if (!who.name().isBlank()) {
            patient.getChildren().add(text(who.name(), "identity-name"));
        }
        patient.getChildren().add(text(sex(who), "identity-detail"));
        who.ageYears().ifPresent(years -> patient.getChildren()
                .add(text(texts.get("shell.identity.age", years), "identity-detail")));
        patient.getChildren().add(text(texts.get("shell.identity.id", who.patientId()), "identity-detail"));
        who.allergies().ifPresent(allergies -> patient.getChildren().add(allergies.isEmpty()
                ? text(texts.get("shell.identity.allergies.none"), "identity-detail")
                : text(texts.get("shell.identity.allergies", String.join(texts.get("shell.list.separator"),
                        allergies)), "identity-allergy")));
        patient.getChildren().forEach(label -> ((Label) label).setMinWidth(Region.USE_PREF_SIZE));
        if (!who.studyDescription().isBlank()) {
            study.getChildren().add(text(who.studyDescription(), "identity-study"));
        }
        if (!who.studyDate().isBlank()) {
            var date = text(who.studyDate(), "identity-detail");
            date.setMinWidth(Region.USE_PREF_SIZE);
            study.getChildren().add(date);
        }
    }

    private String sex(PatientBanner who) {
        return texts.get(switch (who.sex()) {
            case "M" -> "shell.identity.sex.male";
            case "F" -> "shell.identity.sex.female";
            case "O" -> "shell.identity.sex.other";
            default -> "shell.identity.sex.unknown";
        });
    }

    private static Label text(String words, String style) {
        var label = new Label(words);
        label.getStyleClass().add(style);
        return label;
    }

    static Button button(Node icon, String tooltip, Runnable action) {
        var button = new Button(null, icon);
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new javafx.scene.control.Tooltip(tooltip));
        button.setAccessibleText(tooltip);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
