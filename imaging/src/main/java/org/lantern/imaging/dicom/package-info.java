/** The DICOM data set: tags, value representations, the dictionary, character sets, UIDs, values. Nothing here does I/O. */
package org.lantern.imaging.dicom;
