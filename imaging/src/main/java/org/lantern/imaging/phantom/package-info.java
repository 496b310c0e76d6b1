/**
 * Synthetic series that look like studies and belong to nobody: for demonstrations, tests and benchmarks. The same seed
 * gives the same bytes.
 */
package org.lantern.imaging.phantom;
