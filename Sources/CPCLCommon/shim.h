// Empty: SwiftPM takes the paths of PCL's and Eigen's headers from pcl_common.pc by this target.
