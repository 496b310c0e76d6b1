package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.ValueCheck;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomJson;
import org.lantern.imaging.dicom.io.DicomListing;
import org.lantern.imaging.dicom.io.DicomXml;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dicom dump FILE}: the data set, as a listing, as the DICOM JSON Model or as the Native DICOM Model (XML). */
@picocli.CommandLine.Command(name = "dump")
final class DicomDumpCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "dicom.file")
    private Path path;

    @Option(names = "--meta", descriptionKey = "dump.meta")
    private boolean meta;

    @Option(names = "--bulk", descriptionKey = "dump.bulk")
    private boolean bulk;

    @Option(names = "--xml", descriptionKey = "dump.xml")
    private boolean xml;

    DicomDumpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        if (xml && session.options().json) {
            throw new CommandException(Exit.USAGE, session.text("dump.json-or-xml"));
        }
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
        var values = bulk ? DicomJson.Options.WHOLE : DicomJson.Options.SHORT;
        if (xml) {
            DicomXml.write(dataSets, values, out);
        } else if (session.options().json) {
            DicomJson.write(dataSets, values, out);
            out.println();
        } else {
            for (var dataSet : dataSets) {
                DicomListing.write(dataSet, bulk, out);
            }
            file.warnings().forEach(warning -> out.println("# " + warning));
            for (var dataSet : dataSets) {
                ValueCheck.faults(dataSet).forEach(fault -> out.println("# " + fault));
            }
        }
        out.flush();
    }
}
