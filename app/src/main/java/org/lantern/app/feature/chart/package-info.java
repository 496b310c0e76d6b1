/**
 * The patient's chart beside the images and as a page of its own: who they are, allergies, problems, medications, what
 * was observed and how it went over time, visits; and the forms that add to it.
 */
package org.lantern.app.feature.chart;
