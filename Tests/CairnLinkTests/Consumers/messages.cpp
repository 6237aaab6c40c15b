#include "checks.hpp"
#include "message.hpp"

#include <cairn/pointcloud2.hpp>

#include <cmath>

/// Whether two lists of positions have the same numbers or NaNs.
static bool same(
    const std::vector<cairn::Vector> &a, const std::vector<cairn::Vector> &b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); i++)
    for (int axis = 0; axis < 3; axis++)
      if (a[i][axis] != b[i][axis] && !(std::isnan(a[i][axis]) && std::isnan(b[i][axis])))
        return false;
  return true;
}

int main() {
  std::vector<cairn::Vector> points;
  for (int i = 0; i < 12; i++) points.push_back({i * 0.5, -i * 0.25, double(i % 3)});
  points[7] = {NAN, NAN, NAN};
  std::vector<std::uint32_t> labels;
  for (std::uint32_t i = 0; i < 12; i++) labels.push_back(i * 0x01020304);

  for (bool is_bigendian : {false, true})
    for (bool is_double : {false, true})
      for (std::uint32_t width : {12u, 4u})
        for (std::uint32_t padding : {0u, 5u}) {
          const Message message =
              message_of<Message>(points, width, is_bigendian, is_double, padding);
          const cairn::Cloud cloud = cairn::make_cloud(message);
          CHECK(same(cloud.positions(), points));
          CHECK(cloud.grid() == std::make_pair(std::size_t(width), std::size_t(12 / width)));

          const Message out = cairn::labelled(message, labels);
          CHECK(out.header.frame_id == "camera" && out.is_dense && out.width == width);
          CHECK(out.point_step == message.point_step + 4 && out.fields.size() == 4);
          CHECK(out.data.size() == 12u * out.point_step);
          const cairn::Cloud again = cairn::make_cloud(out);
          CHECK(same(again.positions(), points));
          CHECK(again.field<std::uint32_t>("label") == labels);
          // Labels of labels: the older ones keep their values under another name.
          const cairn::Cloud twice =
              cairn::make_cloud(cairn::labelled(out, std::vector<std::uint32_t>(12, 9)));
          CHECK(twice.field<std::uint32_t>("label_input") == labels);
          CHECK(twice.field<std::uint32_t>("label")[3] == 9);
        }

  // Messages that lie.
  const Message good = message_of<Message>(points, 4, false, false, 0);
  const auto refuses = [&](auto spoil) {
    Message bad = good;
    spoil(bad);
    return status_of([&] { cairn::make_cloud(bad); }) == CAIRN_BAD_ARGUMENT
           && status_of([&] { cairn::labelled(bad, labels); }) == CAIRN_BAD_ARGUMENT;
  };
  CHECK(refuses([](Message &m) { m.data.pop_back(); }));
  CHECK(refuses([](Message &m) { m.row_step -= 1; }));
  CHECK(refuses([](Message &m) { m.point_step = 0; }));
  CHECK(refuses([](Message &m) { m.height = 0xFFFFFFFF; }));
  CHECK(refuses([](Message &m) { m.fields[2].offset = m.point_step - 3; }));
  CHECK(refuses([](Message &m) { m.fields[2].offset = 0xFFFFFFFF; }));
  CHECK(refuses([](Message &m) { m.fields[0].datatype = 0; }));
  CHECK(refuses([](Message &m) { m.fields[0].datatype = 9; }));
  CHECK(refuses([](Message &m) { m.fields[0].count = 0xFFFFFFFF; }));
  CHECK(status_of([&] { cairn::labelled(good, std::vector<std::uint32_t>(11)); })
        == CAIRN_BAD_ARGUMENT);

  // An empty message is a cloud without points.
  Message empty = good;
  empty.width = empty.height = empty.row_step = 0;
  empty.data.clear();
  CHECK(cairn::make_cloud(empty).size() == 0);
}
