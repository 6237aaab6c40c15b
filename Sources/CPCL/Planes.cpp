#ifdef CAIRN_WITH_PCL

#include <pcl/ModelCoefficients.h>
#include <pcl/pcl_config.h>
#include <pcl/sample_consensus/method_types.h>
#include <pcl/sample_consensus/model_types.h>
#include <pcl/segmentation/sac_segmentation.h>

#include <algorithm>

#include "Calls.hpp"

int32_t cairnPCLVersion(void) { return PCL_VERSION; }

int32_t cairnPCLPlanes(
    const CairnPCLCloud *cloud, float tolerance, float minimumShare, int32_t minimumCount,
    float restShare, int32_t limit, int32_t *groups, float *normal, char *message) {
  return cairn::call(message, [&] {
    std::fill(groups, groups + cloud->count, -1);
    std::fill(normal, normal + 3, 0.0f);
    const auto points = cairn::points(*cloud);
    pcl::IndicesPtr rest(new pcl::Indices(cloud->count));
    for (int64_t index = 0; index < cloud->count; ++index) (*rest)[index] = index;
    // The same random numbers at every call: `false`.
    pcl::SACSegmentation<pcl::PointXYZ> search(false);
    search.setInputCloud(points);
    search.setModelType(pcl::SACMODEL_PLANE);
    search.setMethodType(pcl::SAC_RANSAC);
    search.setDistanceThreshold(tolerance);
    search.setMaxIterations(500);
    search.setOptimizeCoefficients(true);
    for (int32_t number = 0; number < limit; ++number) {
      const double share = minimumShare * static_cast<double>(rest->size());
      if (rest->size() < static_cast<std::size_t>(std::max(minimumCount, 3))) break;
      if (rest->size() <= restShare * static_cast<double>(cloud->count)) break;
      pcl::PointIndices plane;
      pcl::ModelCoefficients coefficients;
      search.setIndices(rest);
      search.segment(plane, coefficients);
      const auto found = plane.indices.size();
      if (found < static_cast<std::size_t>(minimumCount) || found < share) break;
      if (number == 0) std::copy_n(coefficients.values.begin(), 3, normal);
      for (const auto index : plane.indices) groups[index] = number;
      pcl::IndicesPtr others(new pcl::Indices);
      for (const auto index : *rest) {
        if (groups[index] < 0) others->push_back(index);
      }
      rest = others;
    }
  });
}

#endif
