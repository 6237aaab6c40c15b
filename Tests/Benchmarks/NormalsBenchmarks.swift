import CairnPreprocessing

/// Times fitting planes to the neighbors of each point.
enum NormalsBenchmarks {
  static let operations = [
    Operation(name: "normals") { subject, arguments in
      var measurement = Measurement()
      let normals = measurement.time { Normals(of: subject.points, k: arguments.count("k", 16)) }
      var sums = SIMD3<Double>.zero
      for vector in normals.vectors {
        sums += SIMD3<Double>(vector.replacing(with: -vector, where: vector .< 0))
      }
      measurement.check = [("ax", sums.x), ("ay", sums.y), ("az", sums.z)]
      return measurement
    }
  ]
}
