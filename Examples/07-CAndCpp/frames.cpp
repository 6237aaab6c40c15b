// Labels every object in a stream of frames, files here: frames FOLDER IN...
//
// The predictor is made once. A frame that takes too long is given up, so that the next one is not
// late; one that cannot be read does not stop the others.
#include <cairn/cairn.hpp>

#include <chrono>
#include <iostream>
#include <string>

int main(int argc, char **argv) {
  if (argc < 3) return std::cerr << "usage: frames FOLDER IN...\n", 2;
  using Clock = std::chrono::steady_clock;
  const std::string folder = argv[1];
  const cairn::Predictor predictor;
  int failures = 0;
  for (int number = 2; number < argc; number++) {
    const std::string path = argv[number];
    const auto start = Clock::now();
    const auto is_in_time = [&](double) { return Clock::now() - start < std::chrono::seconds(20); };
    try {
      const cairn::Cloud cloud = cairn::Cloud::read(path);
      const cairn::Embedding embedding = predictor.encode(cloud, is_in_time);
      const cairn::FoundObjects found = embedding.everything({}, is_in_time);
      cairn::WriteOptions options;
      options.overwrite = true;
      cloud.write(folder + "/" + path.substr(path.rfind('/') + 1), found.labels, options);
      std::cout << path << ": " << found.objects.size() << " objects\n";
    } catch (const cairn::Error &error) {
      std::cerr << path << ": " << error.what() << "\n";
      failures++;
    }
  }
  return failures ? 3 : 0;
}
