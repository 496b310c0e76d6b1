// Arguments: "header" or "decode", and a file with one path a line.
#include "dcmtk/config/osconfig.h"
#include "dcmtk/dcmdata/dctk.h"
#include "dcmtk/dcmdata/dcrledrg.h"
#include "dcmtk/dcmjpeg/djdecode.h"
#include "dcmtk/dcmjpls/djdecode.h"
#include "peer.h"
#include <memory>

int main(int, char **arguments) {
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    std::vector<std::string> paths = lines(arguments[2]);
    if (std::string(arguments[1]) == "header") {
        return serve(paths.size(), nothing, [&](size_t i) {
            DcmFileFormat file;
            return file.loadFileUntilTag(paths[i].c_str(), EXS_Unknown, EGL_noChange, DCM_MaxReadLength, ERM_autoDetect,
                    DCM_PixelData).good();
        });
    }
    DJDecoderRegistration::registerCodecs();
    DJLSDecoderRegistration::registerCodecs();
    DcmRLEDecoderRegistration::registerCodecs();
    std::vector<std::unique_ptr<DcmFileFormat>> loaded;
    for (const std::string &path : paths) {
        loaded.push_back(std::make_unique<DcmFileFormat>());
        loaded.back()->loadFile(path.c_str());
        loaded.back()->loadAllDataIntoMemory();
    }
    std::unique_ptr<DcmFileFormat> copy;
    return serve(paths.size(), [&](size_t i) { copy = std::make_unique<DcmFileFormat>(*loaded[i]); },
            [&](size_t) { return copy->getDataset()->chooseRepresentation(EXS_LittleEndianExplicit, nullptr).good(); });
}
