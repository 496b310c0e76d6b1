/** Everything DICOM and pixel. Knows neither a window, nor a database, nor any other module of Lantern. */
package org.lantern.imaging;
