/**
 * Published risk models for the patient on the screen: inputs filled from the chart with their origins, missing ones
 * asked, the result with its band, parts, population and source, and a way to keep it in the chart.
 */
package org.lantern.app.feature.risk;
