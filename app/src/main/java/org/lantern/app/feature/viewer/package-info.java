/** Reading: series, viewports, windowing, enhancement and measurements of one study. */
package org.lantern.app.feature.viewer;
