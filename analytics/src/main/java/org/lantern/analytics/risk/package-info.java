/**
 * Published clinical risk models. Each is one file of data in {@code catalogue/}; this package reads the files, checks
 * what it is given against them, computes, and says how the result came about. Results are exact in the sense of the
 * source: nothing is rounded that the source does not round, and nothing is extrapolated.
 */
package org.lantern.analytics.risk;
