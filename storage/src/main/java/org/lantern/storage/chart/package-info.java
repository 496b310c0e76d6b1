/**
 * The patient's chart: who they are, what they have, what they take, what they must not get, what was seen, measured and
 * computed. Nothing is ever overwritten: every fact is a row of versions, a correction adds one, and each version knows
 * its author and its time. {@link org.lantern.storage.chart.Chart} is the door.
 */
package org.lantern.storage.chart;
