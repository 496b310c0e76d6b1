package org.lantern.app.control;

import java.util.function.UnaryOperator;
import javafx.util.StringConverter;

/** Words for the choices of a box, which are picked and never typed. */
public final class ChoiceWords extends StringConverter<String> {
    private final String none;
    private final UnaryOperator<String> words;

    /**
     * @param none shown while nothing is chosen
     * @param words from a choice to what a user reads
     */
    public ChoiceWords(String none, UnaryOperator<String> words) {
        this.none = none;
        this.words = words;
    }

    @Override
    public String toString(String choice) {
        return choice == null ? none : words.apply(choice);
    }

    @Override
    public String fromString(String text) {
        throw new IllegalStateException("a choice is picked, not typed");
    }
}
