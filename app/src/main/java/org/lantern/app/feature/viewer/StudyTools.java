package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.layout.GridPane;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.resources.Texts;

/** The bar of tools above the viewports. Every button's tooltip names its key. */
final class StudyTools extends HBox {
    private static final List<Tool> IN_THE_BAR = List.of(Tool.WINDOW, Tool.PAN, Tool.ZOOM, Tool.SCROLL, Tool.LENGTH);
    private static final int[] CINE_SPEEDS = {2, 5, 10, 15, 20, 30, 60};
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen-tool");

    private final Texts texts;

    StudyTools(StudyViewModel study, StudyKeys.Page page, Texts texts) {
        this.texts = texts;
        getStyleClass().add("viewer-tools");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(button("mdi2d-dock-left", "strip", page::toggleStrip), line());
        tools(study);
        getChildren().addAll(line(),
                button("mdi2i-invert-colors", "invert", () -> study.selectedViewport().invertedProperty()
                        .set(!study.selectedViewport().invertedProperty().get())),
                button("mdi2r-rotate-right", "rotate", () -> study.selectedViewport().viewProperty()
                        .set(study.selectedViewport().viewProperty().get().turned(true))),
                button("mdi2f-flip-horizontal", "flip", () -> study.selectedViewport().viewProperty()
                        .set(study.selectedViewport().viewProperty().get().flipped())),
                button("mdi2f-fit-to-page-outline", "fit", () -> study.selectedViewport().viewProperty()
                        .set(study.selectedViewport().viewProperty().get().fitted())),
                button("mdi2r-restore", "reset", () -> study.selectedViewport().reset()), line(),
                layouts(study), links(study),
                button("mdi2h-history", "prior", study::comparePrior),
                button("mdi2f-format-text", "text", () -> study.cornerTextProperty()
                        .set(study.cornerTextProperty().get().next())),
                cine(study), speeds(study), line(),
                button("mdi2c-chart-histogram", "equalize", () -> study.toggleEnhancement("equalize")),
                button("mdi2g-grid", "clahe", () -> study.toggleEnhancement("clahe")), WindowPanel.gap(),
                button("mdi2d-dock-right", "side", page::toggleSide));
    }

    private void tools(StudyViewModel study) {
        var group = new ToggleGroup();
        for (var tool : IN_THE_BAR) {
            var button = new ToggleButton(texts.get(tool.textKey()), new FontIcon(tool.icon()));
            button.setId("tool-" + tool.name());
            button.setToggleGroup(group);
            describe(button, texts.get(tool.textKey() + ".tooltip", tool.key()));
            button.setOnAction(_ -> {
                study.toolProperty().set(tool);
                button.setSelected(true);
            });
            study.toolProperty().subscribe(chosen -> button.setSelected(chosen.equals(tool)));
            getChildren().add(button);
        }
        getChildren().add(figures(study));
    }

    /** The tools that draw, each with its key; the button shows the one in hand. */
    private MenuButton figures(StudyViewModel study) {
        var menu = new MenuButton(texts.get("viewer.tool.measure"), new FontIcon("mdi2d-draw"));
        menu.setId("tool-measure");
        describe(menu, texts.get("viewer.tool.measure.tooltip"));
        for (var tool : Tool.ALL) {
            if (tool.figure().isPresent()) {
                var item = new MenuItem(texts.get("viewer.tool.item", texts.get(tool.textKey()), tool.key()),
                        new FontIcon(tool.icon()));
                item.setOnAction(_ -> study.toolProperty().set(tool));
                menu.getItems().add(item);
            }
        }
        study.toolProperty().subscribe(chosen -> {
            boolean draws = chosen.figure().isPresent() && !IN_THE_BAR.contains(chosen);
            menu.setText(texts.get(draws ? chosen.textKey() : "viewer.tool.measure"));
            menu.setGraphic(new FontIcon(draws ? chosen.icon() : "mdi2d-draw"));
            menu.pseudoClassStateChanged(CHOSEN, draws);
        });
        return menu;
    }

    /** All layouts as a small table. */
    private MenuButton layouts(StudyViewModel study) {
        var menu = new MenuButton(null, new FontIcon("mdi2v-view-grid-outline"));
        menu.setId("tool-layout");
        describe(menu, texts.get("viewer.tool.layout.tooltip"));
        var table = new GridPane();
        for (int row = 1; row <= Layout.MOST; row++) {
            for (int column = 1; column <= Layout.MOST; column++) {
                var layout = new Layout(column, row);
                var cell = new Button(column + " × " + row);
                cell.setId("layout-" + column + "x" + row);
                cell.getStyleClass().add("flat");
                cell.setOnAction(_ -> {
                    menu.hide();
                    study.setLayout(layout);
                });
                table.add(cell, column - 1, row - 1);
            }
        }
        var item = new CustomMenuItem(table, false);
        menu.getItems().add(item);
        return menu;
    }

    /** What moves together, and what shows in one viewport where another is. */
    private MenuButton links(StudyViewModel study) {
        var menu = new MenuButton(null, new FontIcon("mdi2l-link-variant"));
        menu.setId("tool-link");
        describe(menu, texts.get("viewer.tool.link.tooltip"));
        var group = new ToggleGroup();
        for (var way : ViewportLink.Scrolling.values()) {
            var item = new RadioMenuItem(texts.get("viewer.link." + way.name().toLowerCase(Locale.ROOT)));
            item.setToggleGroup(group);
            item.setOnAction(_ -> study.link().scrollingProperty().set(way));
            study.link().scrollingProperty().subscribe(chosen -> {
                item.setSelected(chosen == way);
                menu.pseudoClassStateChanged(CHOSEN, chosen != ViewportLink.Scrolling.OFF);
            });
            menu.getItems().add(item);
        }
        menu.getItems().addAll(new SeparatorMenuItem(), check("viewer.link.windows", study.link().windowsProperty()),
                check("viewer.link.views", study.link().viewsProperty()),
                check("viewer.link.lines", study.guides().linesProperty()), new SeparatorMenuItem(),
                choice("viewer.link.cursor", () -> study.toolProperty().set(Tool.CURSOR)));
        return menu;
    }

    /** How fast cine runs, and which way. */
    private MenuButton speeds(StudyViewModel study) {
        var menu = new MenuButton();
        menu.setId("tool-cine-speed");
        describe(menu, texts.get("viewer.cine.tooltip"));
        menu.getItems().addAll(choice("viewer.cine.file", () -> study.cineSpeedProperty().set(0)));
        for (int speed : CINE_SPEEDS) {
            var item = new MenuItem(texts.get("viewer.cine.speed", speed));
            item.setOnAction(_ -> study.cineSpeedProperty().set(speed));
            menu.getItems().add(item);
        }
        menu.getItems().addAll(new SeparatorMenuItem(), check("viewer.cine.sweep", study.cineSweepProperty()));
        study.cineSpeedProperty().subscribe(speed -> menu.setText(speed.intValue() == 0
                ? texts.get("viewer.cine.short.file")
                : texts.get("viewer.cine.short", speed.intValue())));
        return menu;
    }

    private CheckMenuItem check(String key, BooleanProperty property) {
        var item = new CheckMenuItem(texts.get(key));
        item.selectedProperty().bindBidirectional(property);
        return item;
    }

    private MenuItem choice(String key, Runnable action) {
        var item = new MenuItem(texts.get(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private ToggleButton cine(StudyViewModel study) {
        var cine = new ToggleButton(null, new FontIcon("mdi2p-play"));
        cine.setId("tool-cine");
        cine.selectedProperty().bindBidirectional(study.cineProperty());
        describe(cine, texts.get("viewer.tool.cine.tooltip"));
        return cine;
    }

    private Button button(String icon, String name, Runnable action) {
        var button = new Button(null, new FontIcon(icon));
        button.setId("tool-" + name);
        button.getStyleClass().addAll("flat", "button-icon");
        describe(button, texts.get("viewer.tool." + name + ".tooltip"));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static void describe(ButtonBase button, String words) {
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
    }

    private static Separator line() {
        return new Separator(Orientation.VERTICAL);
    }
}
