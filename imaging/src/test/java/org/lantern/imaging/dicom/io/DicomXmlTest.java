package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;

class DicomXmlTest {
    private static final String HEAD = "<NativeDicomModel>";
    private static final String TAIL = "</NativeDicomModel>";
    /** Files with elements that came as UN, which DCMTK leaves, or private ones without creator, whose block it drops. */
    private static final String OTHERWISE = ".*/(MR-JPEGLosslessSV1|J2K_pixelrep_mismatch|rtdose_rle.*|UN_sequence"
            + "|waveform_ecg).dcm";

    private static byte[] xml(DataSet dataSet, DicomJson.Options options) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomXml.write(List.of(dataSet), options, out);
        return out.toByteArray();
    }

    private static DataSet read(String xml) throws ImagingException {
        return DicomXmlReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
                ParseLimits.CLINICAL);
    }

    private static byte[] bytes(DataSet dataSet) throws Exception {
        return DicomFileTest.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void what_is_written_is_read_as_the_same_object() throws Exception {
        DataSetBuilder builder = new DataSetBuilder().putAll(DicomFileTest.image());
        Tag first = builder.privateTag(0x0029, "MAKER \"A\" <1>", 0x10);
        Tag second = builder.privateTag(0x0029, "MAKER B", 0x08);
        DataSet image = builder.put(first, Vr.LT, " two\r\nlines\t& <more> ]]> \f page")
                .put(second, Vr.PN, "A^B=張^三", "", "==ちょう^さん")
                .putBytes(Tag.of(0x0008, 0x0001), Vr.UV, new byte[]{-1, -1, -1, -1, -1, -1, -1, -1})
                .put(Tag.of(0x0018, 0x605a), 1.5, Float.MIN_VALUE).put(Tag.SliceThickness, "1.0", "", "-0")
                .put(Tag.PatientComments, "a\\b").put(Tag.Manufacturer, new String[0]).build();
        DataSet again = read(new String(xml(image, DicomJson.Options.WHOLE), StandardCharsets.UTF_8));
        assertArrayEquals(bytes(image), bytes(again));
    }

    @Test
    void the_form_is_that_of_the_standard() throws Exception {
        DataSetBuilder builder = new DataSetBuilder().putAll(DicomFileTest.image());
        DataSet image = builder.put(builder.privateTag(0x0029, "MAKER", 0x10), Vr.LO, "x").build();
        String xml = new String(xml(image, DicomJson.Options.SHORT), StandardCharsets.UTF_8);
        assertTrue(xml.contains("""
                <DicomAttribute tag="00100010" vr="PN" keyword="PatientName">
                <PersonName number="1">
                <Alphabetic>
                <FamilyName>Zhang</FamilyName>
                <GivenName>Wei</GivenName>
                </Alphabetic>
                <Ideographic>
                <FamilyName>张</FamilyName>
                <GivenName>伟</GivenName>
                </Ideographic>
                </PersonName>
                </DicomAttribute>
                """), xml);
        assertTrue(xml.contains("<DicomAttribute tag=\"00290010\" vr=\"LO\" privateCreator=\"MAKER\">"), xml);
        assertTrue(xml.contains("<BulkData uri=\"length:60000\"/>"), xml);
        assertTrue(xml.contains("<Value number=\"1\">00181063</Value>"), xml);
        assertTrue(xml.contains("<Item number=\"2\">\n</Item>"), xml);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<a/>", HEAD, HEAD + "text" + TAIL, HEAD + "<a/>" + TAIL,
            HEAD + "<DicomAttribute tag='0010' vr='LO'/>" + TAIL, HEAD + "<DicomAttribute tag='00100020'/>" + TAIL,
            HEAD + "<DicomAttribute tag='00100020' vr='LO'><Value>no number</Value></DicomAttribute>" + TAIL,
            HEAD + "<DicomAttribute tag='00280010' vr='US'><Value number='1'>70000</Value></DicomAttribute>" + TAIL,
            HEAD + "<DicomAttribute tag='00280010' vr='US'><Value number='1'>1e-999999999</Value></DicomAttribute>"
                    + TAIL,
            HEAD + "<DicomAttribute tag='00080060' vr='CS'><Value number='1'>王</Value></DicomAttribute>" + TAIL,
            HEAD + "<DicomAttribute tag='7FE00010' vr='OW'><InlineBinary>*</InlineBinary></DicomAttribute>" + TAIL,
            HEAD + "<DicomAttribute tag='00100020' vr='LO'><Item number='1'/></DicomAttribute>" + TAIL,
            HEAD + "<DicomAttribute tag='00100020' vr='LO'><Value number='999999999'>x</Value></DicomAttribute>"
                    + TAIL,
            "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>" + HEAD
                    + "<DicomAttribute tag='00100020' vr='LO'><Value number='1'>&b;</Value></DicomAttribute>" + TAIL,
            "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;&b;'>]>" + HEAD
                    + "<DicomAttribute tag='00100020' vr='LO'><Value number='1'>&c;</Value></DicomAttribute>" + TAIL})
    void what_is_not_the_model_is_refused(String xml) {
        assertThrows(ImagingException.Malformed.class, () -> read(xml));
    }

    @Test
    void references_and_nesting_without_end_are_refused() {
        assertThrows(ImagingException.Unsupported.class, () -> read(
                HEAD + "<DicomAttribute tag='7FE00010' vr='OW'><BulkData uri='x'/></DicomAttribute>" + TAIL));
        String deep = HEAD + "<DicomAttribute tag='00400275' vr='SQ'><Item number='1'>".repeat(5000);
        assertThrows(ImagingException.class, () -> read(deep));
        String flat = HEAD + "<DicomAttribute tag='00100020' vr='LO'/>".repeat(1_100_000) + TAIL;
        assertEquals("elements", assertThrows(ImagingException.LimitExceeded.class, () -> read(flat)).limit());
    }

    @Test
    void corpus_files_come_back_whole(@TempDir Path folder) throws Exception {
        List<Path> corpus = Peers.corpus();
        assumeTrue(!corpus.isEmpty(), "no corpus");
        List<String> differences = new ArrayList<>();
        int same = 0;
        for (Path path : corpus) {
            if (path.toString().contains("mr-t1-384") || Files.size(path) > 300_000) {
                continue;
            }
            try (DicomFile file = DicomFile.read(path, ParseLimits.CLINICAL)) {
                // Names with empty components at their end come back without them, US and SS of a big-endian file as OW.
                DataSet left = new DataSetBuilder().putAll(file.dataSet()).remove(Tag.PixelData).build();
                byte[] once = xml(left, DicomJson.Options.WHOLE);
                byte[] twice = xml(DicomXmlReader.read(new ByteArrayInputStream(once), ParseLimits.CLINICAL),
                        DicomJson.Options.WHOLE);
                List<String> first = new String(once, StandardCharsets.UTF_8).lines().toList();
                List<String> second = new String(twice, StandardCharsets.UTF_8).lines().toList();
                // Two files have values of odd length, which become even (PS3.19 section A.1.1).
                if (!first.equals(second) && !path.toString().matches(".*(meta_missing_tsyntax|nested_priv_SQ).dcm")) {
                    differences.add(Peers.root().relativize(path) + " " + firstDifference(first, second));
                }
                same++;
            } catch (ImagingException.NotDicom _) {
                continue;
            }
        }
        assertEquals(List.of(), differences);
        assertTrue(same > 150, same + " compared");
    }

    /** What dcm2xml writes is read as what is read from the file, up to what it is known to write otherwise. */
    @Test
    void what_dcmtk_writes_says_the_same(@TempDir Path folder) throws Exception {
        List<Path> corpus = Peers.corpus();
        assumeTrue(!corpus.isEmpty(), "no corpus");
        assumeTrue(Peers.has("dcm2xml"), "no dcm2xml");
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Path path : corpus) {
            String name = Peers.root().relativize(path).toString();
            if (!name.matches("pydicom/[^/]*|dcm4che/.*|mr-t1-384/N2D_0001.dcm") || name.matches(OTHERWISE)) {
                continue;
            }
            try (DicomFile file = DicomFile.read(path, ParseLimits.CLINICAL)) {
                Peers.Output output = Peers.run(List.of("dcm2xml", "-q", "-nat", "+Eb", path.toString()), "");
                if (output.exit() != 0 || !file.isComplete()) {
                    continue;
                }
                List<String> theirs = values(output.bytes());
                List<String> ours = values(xml(file.dataSet(), DicomJson.Options.WHOLE));
                if (!theirs.equals(ours)) {
                    differences.add(name + " " + firstDifference(ours, theirs));
                }
                compared++;
            } catch (ImagingException.NotDicom | org.xml.sax.SAXException _) {
                continue;
            }
        }
        assertEquals(List.of(), differences);
        assertTrue(compared > 50, compared + " compared");
    }

    private static String firstDifference(List<String> ours, List<String> theirs) {
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                return ours.get(i) + " / " + theirs.get(i);
            }
        }
        return ours.size() + " / " + theirs.size();
    }

    private static List<String> values(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        List<String> values = new ArrayList<>();
        collect("", builder.parse(new ByteArrayInputStream(xml)).getDocumentElement(), values);
        return values;
    }

    private static void collect(String where, Node node, List<String> values) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() != Node.ELEMENT_NODE) {
                continue;
            }
            var attributes = child.getAttributes();
            String tag = attributes.getNamedItem("tag") == null ? ""
                    : attributes.getNamedItem("tag").getNodeValue();
            boolean binary = "OB OW OF OD OL OV UN".contains(attributes.getNamedItem("vr") == null ? "none"
                    : attributes.getNamedItem("vr").getNodeValue());
            String name = child.getLocalName().equals("DicomAttribute") ? tag : child.getLocalName();
            String place = where + "/" + name;
            if (!tag.isEmpty()) {
                Node creator = attributes.getNamedItem("privateCreator");
                values.add(place + (creator == null ? "" : " of " + creator.getNodeValue()));
            }
            if (child.getLocalName().equals("Value")) {
                values.add(place + " " + number(child.getTextContent().replaceAll("[ \0]+$", "")));
            } else if (child.getLocalName().matches("(Family|Given|Middle)Name|Name..*fix")) {
                values.add(place + " " + child.getTextContent().strip());
            } else if (!binary) {
                collect(place, child, values);
            }
        }
    }

    private static String number(String text) {
        try {
            return text.matches("[0-9A-F]{8}") || text.length() > 16 && !text.contains(".") ? text
                    : Float.toString((float) Double.parseDouble(text));
        } catch (NumberFormatException _) {
            return text;
        }
    }
}
