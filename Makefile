# make demo   builds cairn and segments an object of a shipped cloud, with a picture
# make test   everything that must hold: format, imports, all tests
# make install PREFIX=DIR   the library for C and C++, headers, CMake, pkg-config, the command
# Each installs what is missing; only the Swift toolchain (6.3 or later) must be there.

SWIFT ?= swift
# An import of a module that the manifest does not list is an error, not a habit.
CHECKED = --explicit-target-dependency-import-check error
RELEASE = -c release $(CHECKED)
CAIRN = .build/release/cairn
OUT ?= .build/demo

.PHONY: demo test pictures card build install tarball setup lint docs fuzz interop bench embree
.PHONY: train clean

demo: build
	@mkdir -p $(OUT)
	$(CAIRN) info Datasets/scenes/tabletop-1.pcd
	$(CAIRN) segment Datasets/scenes/tabletop-1.pcd --click 0.135,0.060,0.900 \
	  -o $(OUT)/labelled.ply --picture $(OUT)/labelled.png --force
	@echo "The labelled cloud is $(OUT)/labelled.ply, its picture $(OUT)/labelled.png"

# The pictures of the README, from the clouds in Datasets and the examples' results.
PICTURES = Datasets/pictures
SMALL = --size 360x270 --force
EXAMPLES = TabletopPicking BinPicking Shelf Aisle Street

pictures: build
	@mkdir -p $(PICTURES)
	for example in $(EXAMPLES); do \
	  $(SWIFT) run $(RELEASE) $$example || exit 1; \
	done
	$(SWIFT) run $(RELEASE) QuickStart
	$(CAIRN) picture .build/quickstart.ply -o $(PICTURES)/quickstart.png --force \
	  --color labels --from-sensor --size 560x420 --click 0.135,0.060,0.900
	$(CAIRN) picture .build/tabletop-picking.pcd -o $(PICTURES)/tabletop-picking.png \
	  --color labels --from-sensor $(SMALL)
	$(CAIRN) picture .build/bin-picking.ply -o $(PICTURES)/bin-picking.png \
	  --color labels --from-sensor $(SMALL)
	$(CAIRN) picture .build/shelf.ply -o $(PICTURES)/shelf.png --color labels --from-sensor $(SMALL)
	$(CAIRN) convert .build/aisle.ply .build/aisle-near.ply --crop -2,-4,-3,9,4,3 --force
	$(CAIRN) picture .build/aisle-near.ply -o $(PICTURES)/aisle.png --color labels --azimuth 200 \
	  --elevation 25 $(SMALL)
	$(CAIRN) convert .build/street.ply .build/street-near.ply --crop -12,-8,-3,12,12,4 --force
	$(CAIRN) picture .build/street-near.ply -o $(PICTURES)/street.png --color labels $(SMALL)
	$(CAIRN) picture Datasets/scenes/tabletop-2.ply -o $(PICTURES)/tabletop-2.png \
	  --color rgb $(SMALL)
	$(CAIRN) picture Datasets/scenes/living-room-1.ply -o $(PICTURES)/living-room-1.png \
	  --color rgb --elevation 55 $(SMALL)
	$(CAIRN) picture Datasets/scenes/street-1.ply -o $(PICTURES)/street-1.png \
	  --color labels $(SMALL)

# What the model card shows: scenes that nobody learned from are made again, measured and drawn.
HELD = .build/held
DOMAINS = tabletop bin shelf room aisle street
SCENES_TO = --force -o $(HELD)
HANDHELD = --sensor handheld --seed 9200
CARD = Sources/Cairn/Documentation.docc

$(HELD)/made: | build
	$(CAIRN) scenes make tabletop --seed 9100 --count 64 --points 40000 $(SCENES_TO)/tabletop
	$(CAIRN) scenes make bin --seed 9100 --count 24 --points 40000 $(SCENES_TO)/bin
	$(CAIRN) scenes make shelf --seed 9100 --count 24 --points 40000 $(SCENES_TO)/shelf
	$(CAIRN) scenes make room $(HANDHELD) --count 12 --points 40000 $(SCENES_TO)/room
	$(CAIRN) scenes make aisle $(HANDHELD) --count 12 --points 40000 $(SCENES_TO)/aisle
	$(CAIRN) scenes make street --sensor lidar --seed 9300 --count 12 --points 60000 \
	  $(SCENES_TO)/street
	touch $@

card: build $(HELD)/made
	for domain in $(DOMAINS); do \
	  echo "== $$domain"; \
	  $(CAIRN) eval $(HELD)/$$domain/*.ply --points 60000 --force \
	    --failures $(HELD)/failures/$$domain || exit 1; \
	  $(CAIRN) eval --everything $(HELD)/$$domain/*.ply --points 60000 --force \
	    --failures $(HELD)/missed/$$domain || exit 1; \
	done
	$(CAIRN) eval $(HELD)/*/*.ply --points 60000 --force --calibration $(CARD)/calibration.png

build: setup
	$(SWIFT) build $(RELEASE) --product cairn

# What users of C, C++, CMake and pkg-config need; none of it needs Swift, all of it can be moved.
PREFIX ?= /usr/local
VERSION = $(shell sed -n 's/^let toolVersion = "\(.*\)"/\1/p' Sources/CairnTool/CairnCommand.swift)
RELEASED = cairn-$(VERSION)-linux-$(shell uname -m)

install: build
	$(SWIFT) build $(RELEASE) --product CairnC
	sh Sources/CCairn/Install/install.sh .build/release $(DESTDIR)$(PREFIX)

tarball:
	rm -rf .build/tarball
	$(MAKE) install DESTDIR= PREFIX=$(CURDIR)/.build/tarball/$(RELEASED)
	tar -C .build/tarball -czf .build/$(RELEASED).tar.gz $(RELEASED)
	@echo "The tarball is .build/$(RELEASED).tar.gz"

# Linking is tried with what users link with.
test: PACKAGES += cmake g++ libeigen3-dev libpcl-dev libsensor-msgs-dev
test: setup lint
	$(SWIFT) build $(RELEASE) --build-tests
	$(SWIFT) test $(RELEASE) --skip-build
	# The methods of PCL, which the build above does not have; only what they need is built.
	$(SWIFT) test -c release --package-path Tests/WithPCL --scratch-path .build/pcl-tests

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Examples Package.swift

PACKAGES = libpng-dev libjpeg-dev zlib1g-dev pkg-config

setup:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "cairn: the Swift toolchain is missing: https://www.swift.org/install/linux"; exit 2; }
	@missing=""; \
	for package in $(PACKAGES); do \
	  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ] && command -v apt-get >/dev/null; then \
	  root=""; [ "$$(id -u)" = 0 ] || root=sudo; \
	  echo "cairn: installing$$missing"; \
	  $$root apt-get update -qq && \
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	fi

# The reference of all modules as one site; a link that leads nowhere is an error.
MODULES = CairnGeometry CairnJSON CairnClouds CairnSearch CairnFiles CairnPreprocessing \
  CairnSegmentation CairnEvaluation CairnPictures CairnScenes CairnWorlds CairnMeshes \
  CairnDatasets CairnPCL Cairn
DOCS = .build/docs

docs: setup
	# SwiftPM fails for the runners of tests, which have no graph, after all others were written.
	@rm -rf .build/symbols/*/symbolgraph
	$(SWIFT) package --scratch-path .build/symbols dump-symbol-graph \
	  --minimum-access-level public >/dev/null 2>&1 || ls .build/symbols/*/symbolgraph/Cairn.symbols.json
	@rm -rf $(DOCS) && mkdir -p $(DOCS)/archives
	@for module in $(MODULES); do \
	  graphs=$(DOCS)/$$module; mkdir -p $$graphs; \
	  cp .build/symbols/*/symbolgraph/$$module.symbols.json $$graphs; \
	  cp .build/symbols/*/symbolgraph/$$module@*.symbols.json $$graphs 2>/dev/null || true; \
	  catalog=Sources/$$module/Documentation.docc; [ -d $$catalog ] || catalog=""; \
	  docc convert $$catalog --additional-symbol-graph-dir $$graphs --warnings-as-errors \
	    --fallback-display-name $$module --fallback-bundle-identifier cairn.$$module \
	    --output-path $(DOCS)/archives/$$module.doccarchive || exit 1; \
	done
	docc merge $(DOCS)/archives/*.doccarchive --synthesized-landing-page-name Cairn \
	  --output-path $(DOCS)/Cairn.doccarchive
	@echo "The documentation is $(DOCS)/Cairn.doccarchive; docc preview shows it"

# Medians of CPU time of every operation on generated scenes; OPS="knn normals" chooses.
bench: setup
	$(SWIFT) build $(RELEASE) --product Benchmarks
	.build/release/Benchmarks table $(OPS)

# Rays a second beside Embree 3 (libembree-dev), on one core, in furnished rooms.
embree:
	cd Tests/EmbreeBenchmark && $(SWIFT) run -c release EmbreeBenchmark

# Every fuzz target for SECONDS seconds; what it finds goes to Tests/Fuzzing/finds.
SECONDS = 30

fuzz: setup
	sh Tests/Fuzzing/run.sh $(SECONDS)

# CloudCompare, without a display, takes our labelled clouds and gives them back.
interop: PACKAGES += cloudcompare xvfb xauth
interop: build
	sh Tests/Interop/cloudcompare.sh $(CAIRN)

clean:
	rm -rf .build

# Trains the network further, from the weights in the repository, or with FROM= from nothing: scenes,
# training, export, the recording that tests compare with, and a first measurement. Needs Python 3.10
# or later and g++.
SCENES ?= 3000
MINUTES ?= 75
RATE ?= 7e-4
TRAINING ?= .build/training
WEIGHTS = Sources/CWeights/model.safetensors
FROM ?= $(WEIGHTS)
BOUNDARIES = $(TRAINING)/boundaries.safetensors
PYTHON = $(TRAINING)/venv/bin/python

train: build
	$(SWIFT) build $(RELEASE) --product CairnTraining
	test -x $(PYTHON) || python3 -m venv $(TRAINING)/venv
	$(PYTHON) -m pip install --quiet -r Training/requirements.txt
	$(PYTHON) -m unittest discover -s Training -p 'test_*.py'
	$(CAIRN) scenes shards --count $(SCENES) --points 40000 $(MESHES) -o $(TRAINING)/shards
	$(CAIRN) scenes shards --count 50 --seed 5000000 --points 60000 $(MESHES) -o $(TRAINING)/held
	test -n "$(FROM)" || \
	  $(PYTHON) Training/boundaries.py --shards $(TRAINING)/shards --output $(BOUNDARIES)
	$(PYTHON) Training/train.py --shards $(TRAINING)/shards --output $(TRAINING)/run \
	  $(if $(FROM),--start $(FROM),--boundaries $(BOUNDARIES)) --minutes $(MINUTES) --rate $(RATE)
	$(PYTHON) Training/rank.py $(TRAINING)/run/checkpoint.pt --shards $(TRAINING)/shards \
	  --minutes 10
	$(PYTHON) Training/things.py $(TRAINING)/run/checkpoint.pt --shards $(TRAINING)/shards
	$(PYTHON) Training/export.py $(TRAINING)/run/checkpoint.pt $(WEIGHTS)
	$(CAIRN) convert Datasets/scenes/tabletop-1.pcd $(TRAINING)/scene.npy --force
	$(PYTHON) Training/record.py $(WEIGHTS) $(TRAINING)/scene.npy \
	  Tests/CairnSegmentationTests/Fixtures/activations.json
	$(PYTHON) Training/evaluate.py $(WEIGHTS) --shards $(TRAINING)/held

# Furniture to learn from, where Debian's package sweethome3d-furniture put it.
FURNITURE = /usr/share/sweethome3d/furniture
MESHES = $(if $(wildcard $(FURNITURE)),--meshes $(FURNITURE))
