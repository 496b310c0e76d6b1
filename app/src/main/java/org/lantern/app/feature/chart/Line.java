package org.lantern.app.feature.chart;

/**
 * One fact of the chart in a list.
 *
 * @param list which list it stands in
 * @param id its entry's id
 * @param title what it is
 * @param detail what else there is to say, may be empty
 * @param tone how it stands out
 */
public record Line(List list, long id, String title, String detail, Tone tone) {
    /** The lists of the chart. */
    public enum List {
        ALLERGIES, PROBLEMS, MEDICATIONS, VISITS, RISKS
    }

    /** How a line stands out from the others. */
    public enum Tone {
        PLAIN, FADED, ALERT
    }
}
