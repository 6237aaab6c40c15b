#ifdef CAIRN_WITH_PCL

#include <pcl/segmentation/lccp_segmentation.h>
#include <pcl/segmentation/supervoxel_clustering.h>

#include <algorithm>
#include <map>

#include "Calls.hpp"

int32_t cairnPCLConvexParts(
    const CairnPCLCloud *cloud, float voxel, float seed, float colorImportance,
    float spatialImportance, float normalImportance, float concavityTolerance, float smoothness,
    int32_t *groups, char *message) {
  return cairn::call(message, [&] {
    using Point = pcl::PointXYZRGBA;
    std::fill(groups, groups + cloud->count, -1);
    pcl::SupervoxelClustering<Point> clustering(voxel, seed);
    // Its alternative takes the sensor to be at the origin and to look along z.
    clustering.setUseSingleCameraTransform(false);
    clustering.setInputCloud(cairn::coloredPoints<Point>(*cloud));
    clustering.setColorImportance(cloud->colors ? colorImportance : 0);
    clustering.setSpatialImportance(spatialImportance);
    clustering.setNormalImportance(normalImportance);
    std::map<std::uint32_t, pcl::Supervoxel<Point>::Ptr> supervoxels;
    clustering.extract(supervoxels);
    if (supervoxels.empty()) return;
    std::multimap<std::uint32_t, std::uint32_t> neighbors;
    clustering.getSupervoxelAdjacency(neighbors);
    pcl::LCCPSegmentation<Point> merging;
    merging.setConcavityToleranceThreshold(concavityTolerance);
    merging.setSmoothnessCheck(true, voxel, seed, smoothness);
    merging.setSanityCheck(false);
    merging.setKFactor(0);
    merging.setMinSegmentSize(0);
    merging.setInputSupervoxels(supervoxels, neighbors);
    merging.segment();
    const auto labelled = clustering.getLabeledCloud();
    pcl::PointCloud<pcl::PointXYZL> parts = *labelled;
    merging.relabelCloud(parts);
    for (int64_t index = 0; index < cloud->count; ++index) {
      // A label of 0 is none, before and after merging.
      if ((*labelled)[index].label == 0) continue;
      groups[index] = static_cast<int32_t>(parts[index].label);
    }
  });
}

#endif
