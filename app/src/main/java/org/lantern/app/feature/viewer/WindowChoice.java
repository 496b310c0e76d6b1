package org.lantern.app.feature.viewer;

/** Which values of a series are shown between black and white. */
sealed interface WindowChoice {
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
