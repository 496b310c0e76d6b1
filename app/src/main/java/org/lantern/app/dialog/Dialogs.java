package org.lantern.app.dialog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lantern.app.problem.Problem;

/** How features speak with the user. None of the messages block: answers come back through the given action. */
public interface Dialogs {
    /** Says something that needs no decision. */
    void tell(String title, String text);

    /** Shows text that can be selected and copied, such as a list of rejected files or a recovery key. */
    void show(String title, String explanation, String copyableText);

    /**
     * Asks before something that cannot be undone.
     *
     * @param action the label of the confirming button: the act itself ("Delete series"), not "Yes"
     */
    void ask(String title, String text, String action, Runnable confirmed);

    /**
     * Asks which of several ways to go.
     *
     * @param stay the label of the button that goes none of them, as Escape does
     */
    void choose(String title, String text, String stay, List<Choice> choices);

    /**
     * One of several ways to go.
     *
     * @param label the act itself
     * @param loses whether something cannot be had back afterwards
     */
    record Choice(String label, boolean loses, Runnable chosen) {}

    /** Says that something failed. */
    void problem(Problem problem);

    /** Lets the user choose a folder. */
    Optional<Path> chooseFolder(String title);

    /** Lets the user choose where to write a file; whether one that is there is replaced was asked already. */
    Optional<Path> chooseTarget(String title, String suggestedName);

    /** Lets the user choose any number of files; empty if they changed their mind. */
    List<Path> chooseFiles(String title);
}
