package org.lantern.app.feature.viewer;

import java.util.Optional;

/** Which values of a series are shown between black and white. */
sealed interface WindowChoice {
    /** As the first window of the file says: how a series is opened. */
    WindowChoice FIRST = new OfFile(0);

    /** The choice as text, for the vault. */
    default String text() {
        return switch (this) {
            case OfFile file -> "file " + file.index();
            case FullRange _ -> "full";
            case Fixed fixed -> "fixed " + fixed.center() + " " + fixed.width() + " " + fixed.preset();
        };
    }

    /** What {@link #text} wrote; empty for anything else. */
    static Optional<WindowChoice> parse(String text) {
        var words = text.split(" ", 4);
        try {
            return switch (words[0]) {
                case "full" -> Optional.of(new FullRange());
                case "file" -> Optional.of(new OfFile(Math.max(0, Integer.parseInt(words[1]))));
                case "fixed" -> Optional.of(new Fixed(Double.parseDouble(words[1]), Double.parseDouble(words[2]),
                        words.length > 3 ? words[3] : "")).filter(fixed -> fixed.width() > 0)
                        .map(fixed -> (WindowChoice) fixed);
                default -> Optional.empty();
            };
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    /**
     * What each image's file says, which may differ from image to image.
     *
     * @param index of the file's windows and tables, in their order; an image with fewer shows its last
     */
    record OfFile(int index) implements WindowChoice {}

    /** All values of each image. */
    record FullRange() implements WindowChoice {}

    /**
     * The same for every image.
     *
     * @param center in the modality's unit
     * @param width in the modality's unit, greater than 0
     * @param preset name of the preset it came from, empty if the reader chose the numbers
     */
    record Fixed(double center, double width, String preset) implements WindowChoice {}
}
