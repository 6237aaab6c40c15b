// PCL's clouds as clouds of Cairn, and answers as PCL's clouds and indices. Needs PCL's
// pcl_common alone, any version from 1.8 on.
//
//   pcl::PointCloud<pcl::PointXYZRGB> points = ...;
//   cairn::Embedding embedding = cairn::Predictor().encode(cairn::make_cloud(points));
//   auto candidates = embedding.segment({cairn::positive({0.1, 0.2, 0.7})});
//   pcl::PointIndices object = cairn::point_indices(candidates[0].mask, points.header);
#ifndef CAIRN_PCL_HPP
#define CAIRN_PCL_HPP

#include <cairn/cairn.hpp>

#include <pcl/PointIndices.h>
#include <pcl/point_cloud.h>
#include <pcl/point_types.h>

#include <type_traits>

namespace cairn {
namespace detail {

template <class PointT, class = void>
struct has_color : std::false_type {};
template <class PointT>
struct has_color<PointT, std::void_t<decltype(std::declval<PointT &>().rgba)>> : std::true_type {};

template <class PointT, class = void>
struct has_normal : std::false_type {};
template <class PointT>
struct has_normal<PointT, std::void_t<decltype(std::declval<PointT &>().normal_x)>>
    : std::true_type {};

template <class PointT, class = void>
struct has_intensity : std::false_type {};
template <class PointT>
struct has_intensity<PointT, std::void_t<decltype(std::declval<PointT &>().intensity)>>
    : std::true_type {};

}  // namespace detail

/// What a point of PCL is called that also has a label: PointXYZRGBL where it has a colour,
/// PointXYZL where not.
template <class PointT>
using Labelled =
    std::conditional_t<detail::has_color<PointT>::value, pcl::PointXYZRGBL, pcl::PointXYZL>;

/// A cloud of the points that PCL has, rows of NaN and grid included.
///
/// Coordinates are read where they lie, and colour, normal and intensity where PointT has them; no
/// other copy is made. The cloud is as its sensor_origin_ and sensor_orientation_ say.
template <class PointT>
Cloud make_cloud(const pcl::PointCloud<PointT> &cloud) {
  CloudView view(cloud.points.size());
  const PointT none{};
  const PointT &first = cloud.points.empty() ? none : cloud.points[0];
  view.add("x", &first.x, sizeof(PointT));
  view.add("y", &first.y, sizeof(PointT));
  view.add("z", &first.z, sizeof(PointT));
  if constexpr (detail::has_color<PointT>::value) view.add("rgba", &first.rgba, sizeof(PointT));
  if constexpr (detail::has_normal<PointT>::value) {
    view.add("normal_x", &first.normal_x, sizeof(PointT));
    view.add("normal_y", &first.normal_y, sizeof(PointT));
    view.add("normal_z", &first.normal_z, sizeof(PointT));
  }
  if constexpr (detail::has_intensity<PointT>::value)
    view.add("intensity", &first.intensity, sizeof(PointT));
  if (cloud.height > 1) view.organized(cloud.width, cloud.height);
  const auto &turn = cloud.sensor_orientation_;
  const auto &place = cloud.sensor_origin_;
  view.seen_from({place[0], place[1], place[2]}, {turn.x(), turn.y(), turn.z(), turn.w()});
  return Cloud(view);
}

/// A click on the object, at a point of PCL.
template <class PointT, class = decltype(std::declval<const PointT &>().getVector3fMap())>
Prompt positive(const PointT &at) {
  return positive(Vector{at.x, at.y, at.z});
}

/// A click on what is not the object, at a point of PCL.
template <class PointT, class = decltype(std::declval<const PointT &>().getVector3fMap())>
Prompt negative(const PointT &at) {
  return negative(Vector{at.x, at.y, at.z});
}

/// The points that a mask selects, as pcl::ExtractIndices and others take them.
inline pcl::PointIndices point_indices(
    Span<const std::uint8_t> mask, const pcl::PCLHeader &header = {}) {
  pcl::PointIndices result;
  result.header = header;
  for (std::size_t i = 0; i < mask.size(); i++)
    if (mask[i]) result.indices.push_back(static_cast<int>(i));
  return result;
}

/// The same points with labels; header, grid, sensor and rows of NaN stay.
template <class PointT>
pcl::PointCloud<Labelled<PointT>> labelled(
    const pcl::PointCloud<PointT> &cloud, Span<const std::uint32_t> labels) {
  if (labels.size() != cloud.points.size())
    throw Error(CAIRN_BAD_ARGUMENT, "there are not as many labels as points");
  pcl::PointCloud<Labelled<PointT>> result;
  result.header = cloud.header;
  result.points.resize(cloud.points.size());
  result.width = cloud.width;
  result.height = cloud.height;
  result.is_dense = cloud.is_dense;
  result.sensor_origin_ = cloud.sensor_origin_;
  result.sensor_orientation_ = cloud.sensor_orientation_;
  for (std::size_t i = 0; i < labels.size(); i++) {
    auto &point = result.points[i];
    point.x = cloud.points[i].x;
    point.y = cloud.points[i].y;
    point.z = cloud.points[i].z;
    if constexpr (detail::has_color<PointT>::value) point.rgba = cloud.points[i].rgba;
    point.label = labels[i];
  }
  return result;
}

}  // namespace cairn

#endif
