package org.lantern.imaging.dicom.io;

import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;

/**
 * Where the pixel data of an object lie.
 *
 * @param tag Pixel Data, Float Pixel Data or Double Float Pixel Data
 * @param offset of the value's first byte in {@link DicomFile#source()}
 * @param length in bytes as declared, which may reach beyond the end of a truncated source; -1 if undefined
 * @param encapsulated whether the value is a sequence of fragments, the first of which is the basic offset table
 */
public record PixelData(Tag tag, Vr vr, long offset, long length, boolean encapsulated) {}
