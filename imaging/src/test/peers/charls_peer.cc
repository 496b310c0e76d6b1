// Arguments: anything, and a file with the path of one codestream a line.
#include "peer.h"
#include <charls/charls.h>

int main(int, char **arguments) {
    std::vector<std::string> streams;
    for (const std::string &path : lines(arguments[2])) {
        streams.push_back(contents(path));
    }
    std::vector<unsigned char> pixels;
    return serve(streams.size(), nothing, [&](size_t i) {
        try {
            charls::jpegls_decoder decoder;
            decoder.source(streams[i].data(), streams[i].size());
            decoder.read_header();
            pixels.resize(std::max(pixels.size(), decoder.destination_size()));
            decoder.decode(pixels.data(), decoder.destination_size());
            return true;
        } catch (const std::exception &) {
            return false;
        }
    });
}
