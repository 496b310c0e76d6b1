package org.lantern.analytics.cohort;

/** A table that does not answer a question. Names columns, never cells. */
public final class Unsuitable extends Exception {
    private final Fault fault;
    private final String column;

    /** Why a table does not answer the question. */
    public enum Fault {
        /** There is no column of that name. */
        NO_COLUMN,
        /** The outcome has not exactly two values, or not the one that was named. */
        NOT_TWO_OUTCOMES,
        /** A column of words has too many different ones. */
        TOO_MANY_LEVELS,
        /** Too few rows, or too few with or without the outcome. */
        TOO_FEW_ROWS,
        /** A column that should hold numbers holds something else, or numbers that cannot be. */
        NO_NUMBERS,
        /** A column that should divide the subjects has one value only. */
        ONE_GROUP,
        /** A column says nothing that others do not say, or it separates events from survivors. */
        NO_ESTIMATE
    }

    public Unsuitable(Fault fault, String column) {
        super(fault + " " + column);
        this.fault = fault;
        this.column = column;
    }

    public Fault fault() {
        return fault;
    }

    /** The column that it is about. */
    public String column() {
        return column;
    }
}
