/** Reading, writing and showing DICOM: Part 10 files, DICOMDIR, ZIP, the JSON model, scans of whole folders. */
package org.lantern.imaging.dicom.io;
