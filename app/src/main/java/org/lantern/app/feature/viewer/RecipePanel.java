package org.lantern.app.feature.viewer;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.imaging.enhance.Enhancement;
import org.lantern.imaging.enhance.EnhancementKind;
import org.lantern.imaging.enhance.Parameter;
import org.lantern.resources.Texts;

/** The enhancements of the selected viewport: added, switched, tuned, compared with the original, taken away. */
final class RecipePanel extends VBox {
    private final StudyViewModel study;
    private final Texts texts;
    private final VBox list = new VBox();
    private final ToggleButton before = new ToggleButton();
    private final List<StepRow> rows = new ArrayList<>();
    private final ListChangeListener<RecipeStep> listener = _ -> showSteps();
    private RecipeModel recipe;

    RecipePanel(StudyViewModel study, Texts texts) {
        this.study = study;
        this.texts = texts;
        this.recipe = study.selectedViewport().recipe();
        setSpacing(8);
        list.setSpacing(8);
        var title = new Label(texts.get("viewer.enhance"));
        title.getStyleClass().add("section-title");
        before.setText(texts.get("viewer.enhance.before"));
        before.setId("before");
        before.setTooltip(new Tooltip(texts.get("viewer.enhance.before.tooltip")));
        getChildren().addAll(WindowPanel.row(title, WindowPanel.gap(), before, adder()), list);
        follow();
        study.selectedProperty().subscribe(_ -> follow());
    }

    private MenuButton adder() {
        var add = new MenuButton(texts.get("viewer.enhance.add"), new FontIcon("mdi2p-plus"));
        add.setId("add-enhancement");
        add.setTooltip(new Tooltip(texts.get("viewer.enhance.add.tooltip")));
        for (var kind : EnhancementKind.all()) {
            var item = new MenuItem(RecipeText.name(kind, texts));
            item.setOnAction(_ -> study.addEnhancement(kind));
            add.getItems().add(item);
        }
        return add;
    }

    private void follow() {
        recipe.steps().removeListener(listener);
        before.selectedProperty().unbindBidirectional(recipe.bypassedProperty());
        recipe = study.selectedViewport().recipe();
        recipe.steps().addListener(listener);
        before.selectedProperty().bindBidirectional(recipe.bypassedProperty());
        showSteps();
    }

    // A slider under the mouse must stay the same slider: rows are made anew only when steps come or go.
    private void showSteps() {
        before.setDisable(recipe.steps().isEmpty());
        var kinds = recipe.steps().stream().map(step -> step.enhancement().kind()).toList();
        if (list.getChildren().isEmpty() || !kinds.equals(rows.stream().map(row -> row.kind).toList())) {
            rows.clear();
            for (int i = 0; i < recipe.steps().size(); i++) {
                rows.add(new StepRow(i, recipe.steps().get(i).enhancement()));
            }
            list.getChildren().setAll(rows);
            if (rows.isEmpty()) {
                var none = new Label(texts.get("viewer.enhance.none"));
                none.getStyleClass().add("muted");
                none.setWrapText(true);
                list.getChildren().add(none);
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).show(recipe.steps().get(i));
        }
    }

    /** One step with a slider for each of its numbers. */
    private final class StepRow extends VBox {
        private final EnhancementKind kind;
        private final CheckBox on;
        private final List<Runnable> updates = new ArrayList<>();
        private RecipeStep step;

        StepRow(int index, Enhancement enhancement) {
            kind = enhancement.kind();
            getStyleClass().add("recipe-step");
            on = new CheckBox(RecipeText.name(kind, texts));
            on.setTooltip(new Tooltip(texts.get("viewer.enhance.on.tooltip")));
            on.setOnAction(_ -> recipe.setOn(index, on.isSelected()));
            var remove = new Button(null, new FontIcon("mdi2c-close"));
            remove.getStyleClass().addAll("flat", "button-icon");
            remove.setTooltip(new Tooltip(texts.get("viewer.enhance.remove.tooltip")));
            remove.setOnAction(_ -> recipe.remove(index));
            getChildren().add(WindowPanel.row(on, WindowPanel.gap(), remove));
            kind.parameters().stream().filter(parameter -> parameter.usual().isPresent())
                    .forEach(parameter -> getChildren().add(slider(index, parameter)));
        }

        private HBox slider(int index, Parameter parameter) {
            boolean wide = parameter.lowest() > 0 && parameter.highest() / parameter.lowest() > 50;
            var slider = new Slider(position(parameter.lowest(), wide), position(parameter.highest(), wide), 0);
            var value = new Label();
            var name = new Label(RecipeText.parameter(parameter.key(), texts));
            name.setMinWidth(96);
            value.setMinWidth(44);
            value.getStyleClass().add("number");
            HBox.setHgrow(slider, Priority.ALWAYS);
            slider.setTooltip(new Tooltip(texts.get("viewer.enhance.slider.tooltip", parameter.range())));
            slider.valueProperty().subscribe(position -> {
                double chosen = rounded(value(position.doubleValue(), wide), parameter);
                if (step != null && step.enhancement().values().get(parameter.key()) != chosen) {
                    recipe.set(index, parameter.key(), chosen);
                }
            });
            updates.add(() -> {
                double now = step.enhancement().values().get(parameter.key());
                value.setText(CornerText.number(now, texts));
                if (!slider.isPressed() && !slider.isValueChanging()) {
                    slider.setValue(position(now, wide));
                }
            });
            return WindowPanel.row(name, slider, value);
        }

        void show(RecipeStep shown) {
            step = shown;
            on.setSelected(shown.on());
            updates.forEach(Runnable::run);
        }
    }

    // A range over several powers of ten is laid out by its logarithm.
    private static double position(double value, boolean wide) {
        return wide ? Math.log10(value) : value;
    }

    private static double value(double position, boolean wide) {
        return wide ? Math.pow(10, position) : position;
    }

    private static double rounded(double value, Parameter parameter) {
        double step = parameter.step() > 0 ? parameter.step() : Math.abs(value) < 10 ? 0.1 : 1;
        double base = parameter.step() > 0 ? parameter.lowest() : 0;
        double steps = base + Math.rint((value - base) / step) * step;
        return Math.clamp(Math.rint(steps * 1000) / 1000, parameter.lowest(), parameter.highest());
    }
}
