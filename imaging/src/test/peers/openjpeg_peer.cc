// Arguments: number of threads (0 for the caller's alone), and a file with the path of one codestream a line.
#include "peer.h"
#include <cstring>
#include <openjpeg.h>

namespace {
struct Stream {
    const std::string &data;
    size_t at;
};

OPJ_SIZE_T readBytes(void *target, OPJ_SIZE_T count, void *user) {
    Stream *stream = static_cast<Stream *>(user);
    if (stream->at >= stream->data.size()) {
        return static_cast<OPJ_SIZE_T>(-1);
    }
    OPJ_SIZE_T given = std::min<OPJ_SIZE_T>(count, stream->data.size() - stream->at);
    std::memcpy(target, stream->data.data() + stream->at, given);
    stream->at += given;
    return given;
}

OPJ_OFF_T skipBytes(OPJ_OFF_T count, void *user) {
    static_cast<Stream *>(user)->at += count;
    return count;
}

OPJ_BOOL seekTo(OPJ_OFF_T to, void *user) {
    static_cast<Stream *>(user)->at = to;
    return OPJ_TRUE;
}

bool decode(const std::string &data, int threads) {
    Stream source{data, 0};
    opj_codec_t *codec = opj_create_decompress(data[0] == 0 ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_setup_decoder(codec, &parameters);
    opj_codec_set_threads(codec, threads);
    opj_stream_t *stream = opj_stream_create(1 << 20, OPJ_TRUE);
    opj_stream_set_user_data(stream, &source, nullptr);
    opj_stream_set_user_data_length(stream, data.size());
    opj_stream_set_read_function(stream, readBytes);
    opj_stream_set_skip_function(stream, skipBytes);
    opj_stream_set_seek_function(stream, seekTo);
    opj_image_t *image = nullptr;
    bool done = opj_read_header(stream, codec, &image) && opj_decode(codec, stream, image)
            && opj_end_decompress(codec, stream);
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    opj_image_destroy(image);
    return done;
}
}  // namespace

int main(int, char **arguments) {
    int threads = std::stoi(arguments[1]);
    std::vector<std::string> streams;
    for (const std::string &path : lines(arguments[2])) {
        streams.push_back(contents(path));
    }
    return serve(streams.size(), nothing, [&](size_t i) { return decode(streams[i], threads); });
}
