package org.lantern.app.feature.viewer;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** What the keys do while images are read: Lantern's own profile. */
final class StudyKeys {
    private static final int PAGE = 10;
    private static final double ZOOM_STEP = 1.25;

    private final StudyViewModel study;
    private final Page page;
    private boolean escapedOnce;

    /** What keys ask of the page around the viewports. */
    interface Page {
        void toggleStrip();

        void toggleSide();

        void toggleMaximised();

        void toggleFullScreen();
    }

    StudyKeys(StudyViewModel study, Page page) {
        this.study = study;
        this.page = page;
    }

    /** Keys that work wherever the focus is. @return whether it was one of them */
    boolean handleAnywhere(KeyEvent event) {
        switch (event.getCode()) {
            case F7 -> page.toggleStrip();
            case F8 -> page.toggleSide();
            case F5 -> study.link().scrollingProperty().set(
                    study.link().scrollingProperty().get() == ViewportLink.Scrolling.OFF
                            ? ViewportLink.Scrolling.POSITION
                            : ViewportLink.Scrolling.OFF);
            case F11 -> page.toggleFullScreen();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Keys of reading, for when no text is being typed. @return whether it was one of them */
    boolean handle(KeyEvent event) {
        boolean again = escapedOnce;
        escapedOnce = false;
        if (event.getCode() == KeyCode.ESCAPE) {
            escape(again);
            return true;
        }
        if (event.getCode() == KeyCode.ENTER && study.drawing().draftProperty().get().isPresent()) {
            study.drawing().finish();
            return true;
        }
        if (event.isControlDown()) {
            return control(event.getCode(), event.isShiftDown());
        }
        if (event.isAltDown()) {
            return turn(event.getCode());
        }
        return scroll(event) || digit(event.getCode()) || tool(event) || letter(event.getCode());
    }

    // The first stops what is going on, the second puts everything back.
    private void escape(boolean again) {
        if (study.drawing().cancel()) {
            return;
        }
        if (again) {
            study.selectedViewport().reset();
        } else {
            escapedOnce = true;
            study.cineProperty().set(false);
            study.toolProperty().set(Tool.WINDOW);
        }
    }

    private boolean control(KeyCode code, boolean shift) {
        var view = study.selectedViewport().viewProperty();
        switch (code) {
            case PLUS, ADD, EQUALS -> view.set(view.get().zoomedAbout(ZOOM_STEP, 0, 0));
            case MINUS, SUBTRACT -> view.set(view.get().zoomedAbout(1 / ZOOM_STEP, 0, 0));
            case DIGIT0, NUMPAD0 -> view.set(view.get().fitted());
            case M -> page.toggleMaximised();
            case Z -> {
                if (shift) {
                    study.marks().redo();
                } else {
                    study.marks().undo();
                }
            }
            case Y -> study.marks().redo();
            case RIGHT, KP_RIGHT -> study.showNeighbourStudy(1);
            case LEFT, KP_LEFT -> study.showNeighbourStudy(-1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean turn(KeyCode code) {
        var view = study.selectedViewport().viewProperty();
        switch (code) {
            case R -> view.set(view.get().turned(true));
            case L -> view.set(view.get().turned(false));
            case F -> view.set(view.get().flipped());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean scroll(KeyEvent event) {
        var viewport = study.selectedViewport();
        int images = event.isShiftDown() ? PAGE : 1;
        switch (event.getCode()) {
            case DOWN, KP_DOWN -> viewport.scrollBy(images);
            case UP, KP_UP -> viewport.scrollBy(-images);
            case PAGE_DOWN -> viewport.scrollBy(PAGE);
            case PAGE_UP -> viewport.scrollBy(-PAGE);
            case HOME -> viewport.scrollTo(0);
            case END -> viewport.scrollTo(Integer.MAX_VALUE);
            case RIGHT, KP_RIGHT -> study.showNeighbour(1);
            case LEFT, KP_LEFT -> study.showNeighbour(-1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean digit(KeyCode code) {
        if (!code.isDigitKey() && !code.isKeypadKey()) {
            return false;
        }
        var name = code.getName();
        char last = name.charAt(name.length() - 1);
        if (last < '0' || last > '9') {
            return false;
        }
        study.choosePreset(last - '0');
        return true;
    }

    private boolean tool(KeyEvent event) {
        var chosen = Tool.withKey((event.isShiftDown() ? "Shift+" : "") + event.getCode().getName());
        chosen.ifPresent(tool -> study.toolProperty().set(tool));
        return chosen.isPresent();
    }

    private boolean letter(KeyCode code) {
        var viewport = study.selectedViewport();
        switch (code) {
            case M -> study.toolProperty().set(Tool.PAN);
            case B -> study.toolProperty().set(Tool.SCROLL);
            case L -> study.toolProperty().set(Tool.LENGTH);
            case I -> viewport.invertedProperty().set(!viewport.invertedProperty().get());
            case C -> study.cineProperty().set(!study.cineProperty().get());
            case SPACE -> study.cornerTextProperty().set(study.cornerTextProperty().get().next());
            case DELETE, BACK_SPACE -> study.marks().removeSelected();
            case Q -> study.toggleEnhancement("equalize");
            case U -> study.toggleEnhancement("clahe");
            case V -> viewport.recipe().bypassedProperty().set(!viewport.recipe().bypassedProperty().get());
            case F -> study.toggleLayout();
            case N -> study.comparePrior();
            default -> {
                return false;
            }
        }
        return true;
    }
}
