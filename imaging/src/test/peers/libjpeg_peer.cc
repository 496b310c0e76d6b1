// Arguments: anything, and a file with the path of one JPEG image a line. Decodes to Y, Cb and Cr interleaved, or to grey.
#include "peer.h"
#include <csetjmp>
#include <jpeglib.h>

namespace {
struct Failure {
    jpeg_error_mgr manager;
    std::jmp_buf back;
};

bool decode(const std::string &data, std::vector<unsigned char> &pixels) {
    jpeg_decompress_struct image;
    Failure failure;
    image.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = [](j_common_ptr common) {
        std::longjmp(reinterpret_cast<Failure *>(common->err)->back, 1);
    };
    failure.manager.output_message = [](j_common_ptr) {};
    if (setjmp(failure.back)) {
        jpeg_destroy_decompress(&image);
        return false;
    }
    jpeg_create_decompress(&image);
    jpeg_mem_src(&image, reinterpret_cast<const unsigned char *>(data.data()), data.size());
    jpeg_read_header(&image, TRUE);
    image.out_color_space = image.num_components == 3 ? JCS_YCbCr : image.out_color_space;
    image.jpeg_color_space = image.num_components == 3 ? JCS_YCbCr : image.jpeg_color_space;
    jpeg_start_decompress(&image);
    size_t stride = static_cast<size_t>(image.output_width) * image.output_components;
    pixels.resize(std::max(pixels.size(), stride * image.output_height));
    while (image.output_scanline < image.output_height) {
        JSAMPROW row = pixels.data() + image.output_scanline * stride;
        jpeg_read_scanlines(&image, &row, 1);
    }
    jpeg_finish_decompress(&image);
    jpeg_destroy_decompress(&image);
    return true;
}
}  // namespace

int main(int, char **arguments) {
    std::vector<std::string> streams;
    for (const std::string &path : lines(arguments[2])) {
        streams.push_back(contents(path));
    }
    std::vector<unsigned char> pixels;
    return serve(streams.size(), nothing, [&](size_t i) { return decode(streams[i], pixels); });
}
