// What an application needs, with one import: the libraries stay separate modules, so that a user
// who wants only the files, say, depends on `CairnFiles` alone.
@_exported import CairnClouds
@_exported import CairnEvaluation
@_exported import CairnFiles
@_exported import CairnGeometry
@_exported import CairnPreprocessing
@_exported import CairnSearch
@_exported import CairnSegmentation
