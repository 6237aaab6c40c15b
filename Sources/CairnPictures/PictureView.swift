/// From where a picture looks at a cloud.
public enum PictureView: Sendable, Hashable {
  /// From the sensor where the cloud is one view of a camera; else from above at an angle, from the
  /// side that shows most points.
  case automatic
  /// From where the sensor stood: the cloud's viewpoint, looking at the middle of the cloud.
  case sensor
  /// From around the cloud.
  ///
  /// `azimuth` turns about the up axis, counterclockwise seen from above; 0 looks along y where z is
  /// up, and along -z where y is up, so that x points right. `elevation` is the angle above the
  /// horizon. Both in radians; `nil` leaves the choice to the program.
  case orbit(azimuth: Float?, elevation: Float?)
}
