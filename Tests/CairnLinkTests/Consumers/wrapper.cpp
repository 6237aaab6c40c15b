#include "checks.hpp"

#include <algorithm>
#include <string>

int main(int, char **argv) {
  cairn::check_abi();
  CHECK(cairn::version() == "0.1.0");
  std::string warnings = "none";
  const cairn::Cloud cloud = cairn::Cloud::read(argv[1], &warnings);
  CHECK(warnings.empty());
  CHECK(cloud.grid().first * cloud.grid().second == cloud.size());
  CHECK(cloud.positions().size() == cloud.size() && cloud.colors().size() == cloud.size());
  const auto labels = cloud.field<std::uint32_t>("label");
  CHECK(labels.size() == cloud.size());
  CHECK(status_of([&] { cloud.field<float>("label"); }) == CAIRN_BAD_ARGUMENT);
  CHECK(status_of([&] { cloud.field<float>("nothing"); }) == CAIRN_NOT_FOUND);

  // Progress: told, stopped, and an exception passes through.
  cairn::PredictorOptions options;
  options.method = "graph";
  const cairn::Predictor predictor(options);
  double last = 0;
  cairn::Embedding embedding = predictor.encode(cloud, [&](double done) {
    CHECK(done >= last);
    last = done;
    return true;
  });
  CHECK(last == 1);
  CHECK(status_of([&] { predictor.encode(cloud, [](double) { return false; }); })
        == CAIRN_CANCELLED);
  try {
    predictor.encode(cloud, [](double) -> bool { throw std::string("thrown"); });
    CHECK(false);
  } catch (const std::string &text) {
    CHECK(text == "thrown");
  }

  const std::size_t row = std::size_t(std::find(labels.begin(), labels.end(), 1) - labels.begin());
  const auto candidates = embedding.segment({cairn::positive_on(row)});
  CHECK(candidates.size() == 3 && candidates[0].mask[row] == 1);
  CHECK(candidates[0].indices().size() == candidates[0].selected_count);
  const auto sure = embedding.segment({cairn::positive_on(row)}, true);
  CHECK(candidates[0].logits.empty() && sure.size() == 3 && sure[0].mask == candidates[0].mask);
  for (std::size_t i = 0; i < cloud.size(); i++)
    CHECK((sure[0].logits[i] > 0) == (sure[0].mask[i] == 1));
  std::vector<std::uint8_t> mask(cloud.size());
  CHECK(embedding.segment({cairn::positive_on(row)}, mask) == candidates[0].iou_score);
  CHECK(mask == candidates[0].mask);
  std::vector<std::uint8_t> small(3);
  CHECK(status_of([&] { embedding.segment({cairn::positive_on(row)}, small); })
        == CAIRN_BUFFER_TOO_SMALL);
  CHECK(status_of([&] { embedding.segment({}); }) == CAIRN_BAD_PROMPT);

  cairn::Session session = embedding.session();
  CHECK(session.set_prompts(5, {cairn::positive_on(row)}).size() == 3);
  CHECK(session.labels()[row] == 5);
  CHECK(session.undo() && session.labels()[row] == 0);
  CHECK(session.redo() && !session.redo());

  cairn::EverythingOptions few;
  few.click_count = 40;
  few.round_count = 1;
  const cairn::FoundObjects found = embedding.everything(few);
  CHECK(found.labels.size() == cloud.size() && !found.objects.empty());
  for (const cairn_object &object : found.objects)
    CHECK(std::uint64_t(std::count(found.labels.begin(), found.labels.end(), object.label))
          == object.point_count);

  // Moving leaves nothing behind that would be closed twice.
  cairn::Embedding moved = std::move(embedding);
  CHECK(moved.segment({cairn::positive_on(row)})[0].mask == mask);
  embedding = std::move(moved);
  CHECK(embedding.segment({cairn::positive_on(row)})[0].mask == mask);
  CHECK(status_of([&] { cairn::Cloud::read("/nowhere.ply"); }) == CAIRN_FILE_ERROR);
}
