// sensor_msgs/PointCloud2 of ROS 1 or ROS 2 as clouds of Cairn, and labels as a column of a message.
// A template over any type with the members of that message: no header of ROS is included here.
//
//   void on_cloud(const sensor_msgs::msg::PointCloud2 &message) {
//     cairn::Embedding embedding = predictor.encode(cairn::make_cloud(message));
//     publisher->publish(cairn::labelled(message, embedding.everything().labels));
//   }
#ifndef CAIRN_POINTCLOUD2_HPP
#define CAIRN_POINTCLOUD2_HPP

#include <cairn/cairn.hpp>

#include <cstring>

namespace cairn {
namespace detail {

/// How many bytes a number of a PointField has; 0 for an unknown type.
inline std::uint64_t size_of_datatype(std::uint8_t datatype) {
  // The numbers of sensor_msgs/PointField are those of cairn_type.
  static const std::uint64_t sizes[] = {0, 1, 1, 2, 2, 4, 4, 4, 8};
  return datatype < sizeof sizes / sizeof *sizes ? sizes[datatype] : 0;
}

/// Throws where a message contradicts itself.
template <class Message>
void check_layout(const Message &message) {
  const std::uint64_t row = std::uint64_t(message.width) * message.point_step;
  if (message.height > 0 && message.width > 0) {
    if (message.point_step == 0) throw Error(CAIRN_BAD_ARGUMENT, "point_step: is 0");
    if (message.row_step < row)
      throw Error(
          CAIRN_BAD_ARGUMENT, "row_step: " + std::to_string(message.row_step) + " bytes do not hold "
                                  + std::to_string(message.width) + " points");
    const std::uint64_t needed = std::uint64_t(message.row_step) * (message.height - 1) + row;
    if (message.data.size() < needed)
      throw Error(
          CAIRN_BAD_ARGUMENT, "data: has " + std::to_string(message.data.size()) + " of "
                                  + std::to_string(needed) + " bytes");
  }
  for (const auto &field : message.fields) {
    const std::uint64_t size = size_of_datatype(field.datatype);
    if (size == 0)
      throw Error(
          CAIRN_BAD_ARGUMENT, "field '" + field.name + "': datatype "
                                  + std::to_string(int(field.datatype)) + " is unknown");
    // A count of 0 is what many drivers write for 1.
    const std::uint64_t count = field.count == 0 ? 1 : field.count;
    if (field.offset + size * count > message.point_step && message.width > 0 && message.height > 0)
      throw Error(
          CAIRN_BAD_ARGUMENT, "field '" + field.name + "': ends beyond point_step");
  }
}

/// The points of a message without what lies between rows; `storage` is used where there is any.
template <class Message>
const std::uint8_t *packed_rows(const Message &message, std::vector<std::uint8_t> &storage) {
  const std::size_t row = std::size_t(message.width) * message.point_step;
  if (message.height <= 1 || message.row_step == row) return message.data.data();
  storage.resize(row * message.height);
  for (std::size_t i = 0; i < message.height; i++)
    std::memcpy(&storage[i * row], &message.data[i * message.row_step], row);
  return storage.data();
}

}  // namespace detail

/// A cloud of the points of a message, all columns included: of any layout, byte order and padding,
/// with rows of NaN whatever is_dense says.
///
/// A message that contradicts itself throws CAIRN_BAD_ARGUMENT.
template <class Message>
auto make_cloud(const Message &message) -> decltype(void(message.point_step), void(message.fields), Cloud(CloudView(0))) {
  detail::check_layout(message);
  std::vector<std::uint8_t> storage;
  const std::uint8_t *data = detail::packed_rows(message, storage);
  const std::uint64_t count = std::uint64_t(message.width) * message.height;
  CloudView view(count);
  for (const auto &field : message.fields) {
    const std::uint64_t bytes = count * message.point_step;
    view.add(
        field.name, count ? data + field.offset : nullptr, count ? bytes - field.offset : 0,
        count ? message.point_step : 8 * (field.count ? field.count : 1), field.datatype,
        field.count);
  }
  if (message.height > 1) view.organized(message.width, message.height);
  view.byte_order(message.is_bigendian ? CAIRN_BIG_ENDIAN : CAIRN_LITTLE_ENDIAN);
  return Cloud(view);
}

/// The message with a column `label` (UINT32), in its own byte order, after all others; a `label`
/// that is there already becomes `label_input`. Bytes between rows go.
template <class Message>
Message labelled(const Message &message, Span<const std::uint32_t> labels) {
  detail::check_layout(message);
  const std::size_t count = std::size_t(message.width) * message.height;
  if (labels.size() != count)
    throw Error(CAIRN_BAD_ARGUMENT, "there are not as many labels as points");
  std::vector<std::uint8_t> storage;
  const std::uint8_t *data = detail::packed_rows(message, storage);
  Message result;
  result.header = message.header;
  result.height = message.height;
  result.width = message.width;
  result.fields = message.fields;
  for (auto &field : result.fields)
    if (field.name == "label") field.name = "label_input";
  result.fields.resize(result.fields.size() + 1);
  auto &label = result.fields.back();
  label.name = "label";
  label.offset = message.point_step;
  label.datatype = CAIRN_UINT32;
  label.count = 1;
  result.is_bigendian = message.is_bigendian;
  result.is_dense = message.is_dense;
  result.point_step = message.point_step + 4;
  result.row_step = result.point_step * message.width;
  result.data.resize(count * result.point_step);
  for (std::size_t i = 0; i < count; i++) {
    std::uint8_t *point = &result.data[i * result.point_step];
    std::memcpy(point, data + i * message.point_step, message.point_step);
    for (int byte = 0; byte < 4; byte++) {
      const int shift = 8 * (message.is_bigendian ? 3 - byte : byte);
      point[message.point_step + std::size_t(byte)] = std::uint8_t(labels[i] >> shift);
    }
  }
  return result;
}

}  // namespace cairn

#endif
