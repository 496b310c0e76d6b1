package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomJson;
import org.lantern.imaging.dicom.io.DicomListing;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dicom dump FILE}: the data set, as a listing or as the DICOM JSON Model. */
@picocli.CommandLine.Command(name = "dump")
final class DicomDumpCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "dicom.file")
    private Path path;

    @Option(names = "--meta", descriptionKey = "dump.meta")
    private boolean meta;

    @Option(names = "--bulk", descriptionKey = "dump.bulk")
    private boolean bulk;

    DicomDumpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        return new InputFile(session, path).use(file -> {
            write(file);
            if (file.isComplete()) {
                return Result.written(Exit.DONE);
            }
            session.terminal().err().println(Failures.PREFIX + session.text("dump.incomplete", path));
            return Result.written(Exit.REJECTED);
        });
    }

    /** Written while the file is open: long values lie in it. */
    private void write(DicomFile file) throws ImagingException {
        var out = session.terminal().out();
        var dataSets = new ArrayList<DataSet>();
        if (meta) {
            dataSets.add(file.meta());
        }
        dataSets.add(file.dataSet());
        if (session.options().json) {
            DicomJson.write(dataSets, bulk ? DicomJson.Options.WHOLE : DicomJson.Options.SHORT, out);
            out.println();
        } else {
            for (var dataSet : dataSets) {
                DicomListing.write(dataSet, bulk, out);
            }
            file.warnings().forEach(warning -> out.println("# " + warning));
        }
        out.flush();
    }
}
