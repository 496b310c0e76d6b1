package org.lantern.storage.audit;

/**
 * How far the audit trail goes, to be kept elsewhere: a trail that ends before was exchanged for an older one.
 *
 * @param trail 0 if there is none
 */
public record Position(int trail, long count) {
    boolean isBefore(Position other) {
        return trail < other.trail || trail == other.trail && count < other.count;
    }
}
