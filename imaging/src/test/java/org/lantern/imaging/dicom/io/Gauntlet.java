package org.lantern.imaging.dicom.io;

import java.io.OutputStream;
import java.util.List;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Element;
import org.lantern.imaging.dicom.Tag;

/** Does with hostile bytes everything that the program may do with a file. Lets out nothing but a failure of ours. */
final class Gauntlet {
    /** Small enough that a bomb would be noticed, large enough for the samples. */
    private static final ParseLimits LIMITS = new ParseLimits(64, 100_000, 16 << 20, 32 << 10, 200, 64L << 20);

    private Gauntlet() {}

    static void run(byte[] bytes) {
        try (DicomFile file = DicomFile.read(new ArrayByteSource(bytes), LIMITS)) {
            file.warnings().forEach(Warning::toString);
            values(file.meta());
            values(file.dataSet());
            DicomListing.write(file.dataSet(), false, new StringBuilder());
            DicomJson.write(List.of(file.meta(), file.dataSet()), DicomJson.Options.WHOLE,
                    OutputStream.nullOutputStream());
            ImagePlace.of(file.dataSet());
            ImagePlace.ofFrames(file.dataSet());
            DicomDirectory.of(file).fileIds();
            try {
                DicomWriter.writeDataSet(file.dataSet(), file.transferSyntax(), OutputStream.nullOutputStream());
                file.dataSet().toBuilder().build();
            } catch (ImagingException _) {
                return;
            }
        } catch (ImagingException _) {
            return;
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void values(DataSet dataSet) throws ImagingException {
        for (Element element : dataSet) {
            Tag tag = element.tag();
            dataSet.texts(tag);
            dataSet.text(tag);
            dataSet.personName(tag);
            element.bytes();
            attempt(() -> dataSet.integer(tag));
            attempt(() -> dataSet.integers(tag));
            attempt(() -> dataSet.decimal(tag));
            attempt(() -> dataSet.decimals(tag));
            attempt(() -> dataSet.exactDecimals(tag));
            attempt(() -> dataSet.date(tag));
            attempt(() -> dataSet.time(tag));
            attempt(() -> dataSet.moment(tag));
            attempt(() -> dataSet.tags(tag));
            for (DataSet item : element.items()) {
                values(item);
            }
        }
    }

    private interface Attempt {
        Object run() throws ImagingException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (ImagingException _) {
            return;
        }
    }
}
