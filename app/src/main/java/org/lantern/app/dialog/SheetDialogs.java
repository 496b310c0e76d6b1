package org.lantern.app.dialog;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.lantern.app.problem.Problem;
import org.lantern.resources.Texts;

/**
 * Dialogs as sheets inside the window: they move with it, follow its theme and need no window manager. One sheet at a
 * time is in front; closing it shows the one below and gives the focus back to where it was.
 */
public final class SheetDialogs implements Dialogs {
    private static final int CHARACTERS_IN_ROW = 60;

    private final StackPane stack;
    private final Supplier<Texts> texts;

    /**
     * @param stack fills the window; its first child is the page, sheets are laid above it
     * @param texts the language of the moment
     */
    public SheetDialogs(StackPane stack, Supplier<Texts> texts) {
        this.stack = stack;
        this.texts = texts;
    }

    @Override
    public void tell(String title, String text) {
        open(title, List.of(paragraph(text)), shut(), List.of());
    }

    @Override
    public void show(String title, String explanation, String copyableText) {
        var area = new TextArea(copyableText);
        area.setEditable(false);
        area.setWrapText(true);
        area.setId("sheet-text");
        area.getStyleClass().add("sheet-text");
        area.setPrefRowCount(Math.clamp(copyableText.lines().mapToInt(SheetDialogs::rows).sum() + 1, 2, 14));
        open(title, List.of(paragraph(explanation), area), shut(), List.of());
    }

    @Override
    public void ask(String title, String text, String action, Runnable confirmed) {
        choose(title, text, texts.get().get("shell.sheet.cancel"), List.of(new Choice(action, true, confirmed)));
    }

    @Override
    public void choose(String title, String text, String stay, List<Choice> choices) {
        open(title, List.of(paragraph(text)), stay, choices);
    }

    @Override
    public void problem(Problem problem) {
        open(problem.what(), List.of(paragraph(problem.advice())), shut(), List.of());
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(stack.getScene().getWindow())).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseTarget(String title, String suggestedName) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestedName);
        return Optional.ofNullable(chooser.showSaveDialog(stack.getScene().getWindow())).map(File::toPath);
    }

    @Override
    public List<Path> chooseFiles(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        var files = chooser.showOpenMultipleDialog(stack.getScene().getWindow());
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    /** Takes every open sheet away, unanswered, as when the window is locked. */
    public void closeAll() {
        stack.getChildren().removeIf(node -> node.getStyleClass().contains("sheet-backdrop"));
        stack.getChildren().forEach(node -> node.setDisable(false));
    }

    private String shut() {
        return texts.get().get("shell.sheet.close");
    }

    private void open(String title, List<Node> body, String stay, List<Choice> choices) {
        var focusedBefore = stack.getScene() == null ? null : stack.getScene().getFocusOwner();
        var below = stack.getChildren().getLast();
        var heading = new Label(title);
        heading.getStyleClass().add("sheet-title");
        heading.setWrapText(true);
        var sheet = new VBox(heading);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(520, Region.USE_PREF_SIZE);
        sheet.getChildren().addAll(body);
        var backdrop = new StackPane(sheet);
        backdrop.getStyleClass().add("sheet-backdrop");

        Runnable close = () -> {
            stack.getChildren().remove(backdrop);
            below.setDisable(false);
            if (focusedBefore != null) {
                focusedBefore.requestFocus();
            }
        };
        var buttons = new HBox();
        buttons.getStyleClass().add("sheet-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var dismiss = new Button(stay);
        dismiss.setId("sheet-stay");
        dismiss.setOnAction(_ -> close.run());
        buttons.getChildren().add(dismiss);
        for (int i = 0; i < choices.size(); i++) {
            var choice = choices.get(i);
            var act = new Button(choice.label());
            act.setId("sheet-choice-" + i);
            act.getStyleClass().add(choice.loses() ? "danger" : "accent");
            act.setOnAction(_ -> {
                close.run();
                choice.chosen().run();
            });
            buttons.getChildren().add(act);
        }
        sheet.getChildren().add(buttons);
        backdrop.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // Not a default button: the one of the page below would not get its Enter key back.
            if (event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.ENTER && choices.isEmpty()) {
                close.run();
                event.consume();
            }
        });
        below.setDisable(true);
        stack.getChildren().add(backdrop);
        dismiss.requestFocus();
    }

    /** About how many rows a line takes when it is wrapped. */
    private static int rows(String line) {
        return 1 + line.length() / CHARACTERS_IN_ROW;
    }

    private static Node paragraph(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
