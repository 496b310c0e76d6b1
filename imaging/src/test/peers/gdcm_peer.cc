// Arguments: "header" or "decode", and a file with one path a line.
#include "gdcmImage.h"
#include "gdcmImageReader.h"
#include "gdcmReader.h"
#include "gdcmTrace.h"
#include "peer.h"
#include <memory>

int main(int, char **arguments) {
    gdcm::Trace::SetDebug(false);
    gdcm::Trace::SetWarning(false);
    gdcm::Trace::SetError(false);
    std::vector<std::string> paths = lines(arguments[2]);
    if (std::string(arguments[1]) == "header") {
        return serve(paths.size(), nothing, [&](size_t i) {
            gdcm::Reader reader;
            reader.SetFileName(paths[i].c_str());
            return reader.ReadUpToTag(gdcm::Tag(0x7fe0, 0x0010));
        });
    }
    std::vector<std::unique_ptr<gdcm::ImageReader>> loaded;
    std::vector<char> pixels;
    for (const std::string &path : paths) {
        auto reader = std::make_unique<gdcm::ImageReader>();
        reader->SetFileName(path.c_str());
        bool read = reader->Read();
        if (read) {
            pixels.resize(std::max<size_t>(pixels.size(), reader->GetImage().GetBufferLength()));
        }
        loaded.push_back(read ? std::move(reader) : nullptr);
    }
    return serve(loaded.size(), nothing,
            [&](size_t i) { return loaded[i] && loaded[i]->GetImage().GetBuffer(pixels.data()); });
}
