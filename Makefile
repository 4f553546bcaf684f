# rammeaftale: YAML content in, accessible PDF and Excel out.
#   make          installs what Debian 12 lacks, builds, and generates every agreement in content/ into output/
#   make test     the same for the tests, and runs them
# The other targets are listed by `make help`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# ---- the one list of Debian packages ----
PACKAGES_BUILD := gcc libc6-dev pkg-config libglib2.0-dev libyaml-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libpango1.0-dev \
	libcairo2-dev librsvg2-dev libqpdf-dev libhyphen-dev hyphen-da libicu-dev libxlsxwriter-dev liblcms2-dev libgmp-dev libzip-dev libexpat1-dev zlib1g-dev fonts-paratype
# The recalculation test wants LibreOffice Calc: the small package without a screen, unless a desktop's own is there (the two exclude each other).
CALC := $(if $(wildcard /usr/lib/libreoffice/program/libsclo.so),,libreoffice-calc-nogui)
PACKAGES_TEST := libcmocka-dev qpdf poppler-utils python3 python3-pikepdf python3-openpyxl python3-pil $(CALC)
PACKAGES_CHECK := clang clang-tidy valgrind time
PACKAGES_BARE := mmdebstrap git
PACKAGES_COMPARE := texlive-luatex texlive-latex-recommended texlive-fonts-recommended texlive-lang-european lmodern poppler-utils python3 $(if $(shell command -v npm),,nodejs npm)
TYPST := @myriaddreamin/typst-ts-node-compiler@0.7.0

# $(call install,packages): quiet when all are there.
define install
	@missing=(); for p in $(1); do \
	  [ "$$(dpkg-query -W -f='$${db:Status-Status}' $$p 2>/dev/null)" = installed ] || missing+=("$$p"); done; \
	if [ $${#missing[@]} -gt 0 ]; then \
	  if [ "$$(id -u)" = 0 ]; then root=; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then root=sudo; else \
	    echo "Der mangler Debian-pakker, og de kan kun installeres som root. Skriv:  sudo apt-get install $${missing[*]}" >&2; exit 3; fi; \
	  echo "Installerer Debian-pakker: $${missing[*]}"; \
	  log=$$(mktemp); \
	  if ! { $$root apt-get update && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$${missing[@]}"; } >"$$log" 2>&1; then \
	    cat "$$log" >&2; echo "Pakkerne kunne ikke installeres; se ovenfor." >&2; exit 3; fi; rm -f "$$log"; \
	fi
endef

# ---- variants: release (default), sanitize, clang ----
VARIANT ?= release
B := output/.build/$(VARIANT)
CC_release := gcc
CC_sanitize := gcc
CC_clang := clang
CC := $(CC_$(VARIANT))
OPT_release := -O2 -g
OPT_sanitize := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined -DARENA_SEPARATE
OPT_clang := -O2 -g
MODULES := glib-2.0 yaml-0.1 pangocairo pangoft2 cairo librsvg-2.0 fontconfig libqpdf icu-i18n icu-uc zlib harfbuzz gmp libzip expat
CORES := $(shell nproc)
PREFIX ?= /usr/local
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Wcast-qual -Wundef

ifdef INSIDE    # packages are there: pkg-config may be asked
CFLAGS := -std=c17 -D_POSIX_C_SOURCE=200809L $(OPT_$(VARIANT)) $(WARNINGS) -Igenerator -I$(B) $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(MODULES)))
LDLIBS := $(shell pkg-config --libs $(MODULES)) -lcmark-gfm -lcmark-gfm-extensions -lhyphen -lxlsxwriter -lm
endif

TOOL_SOURCES := generator/pdf/mkicc.c
SOURCES := $(sort $(filter-out $(TOOL_SOURCES),$(wildcard generator/*/*.c)))
OBJECTS := $(SOURCES:%.c=$(B)/%.o)
LIBRARY := $(filter-out $(B)/generator/cli/main.o,$(OBJECTS))
UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
UNITS := $(UNIT_SOURCES:%.c=$(B)/%)
PROGRAM := output/bin/rammeaftale
UACHECK ?= $(wildcard ../shared/tools/uacheck.py)
export UACHECK

.PHONY: all program generate test test-all sanitize lint layers mutation bench visual compare test-bare install uninstall watch update schema clean help
all:
	$(call install,$(PACKAGES_BUILD))
	@$(MAKE) -j$(CORES) INSIDE=1 program
	@$(PROGRAM) build

program: $(PROGRAM)
$(PROGRAM): $(B)/rammeaftale
	@mkdir -p $(@D); cp $< $@

$(B)/rammeaftale: $(OBJECTS)
	@echo "LINK $@"; $(CC) $(OPT_$(VARIANT)) $^ -o $@ $(LDLIBS)

$(B)/%.o: %.c
	@mkdir -p $(@D); echo "CC $<"; $(CC) $(CFLAGS) -MMD -MP -c $< -o $@

# A small sRGB profile for PDF/A, made by lcms2 at build time.
$(B)/mkicc: generator/pdf/mkicc.c
	@mkdir -p $(@D); echo "CC $<"; $(CC) $(CFLAGS) $< -o $@ -llcms2
$(B)/srgb_icc.h: $(B)/mkicc
	@$< > $@
$(filter $(B)/generator/pdf/%,$(OBJECTS) $(OBJECTS:.o=.tidy)): | $(B)/srgb_icc.h

$(B)/tests/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D); echo "CC $<"; $(CC) $(CFLAGS) -MMD -MP -MF $@.d $< $(LIBRARY) -o $@ $(LDLIBS) -lcmocka

-include $(OBJECTS:.o=.d) $(UNITS:=.d)

# ---- tests ----
test:
	$(call install,$(PACKAGES_BUILD) $(PACKAGES_TEST))
	@$(MAKE) -j$(CORES) INSIDE=1 test-all
test-all: program $(UNITS)
	@/usr/bin/python3 tests/run.py $(B)

sanitize:
	$(call install,$(PACKAGES_BUILD) $(PACKAGES_TEST))
	@$(MAKE) -j$(CORES) INSIDE=1 VARIANT=sanitize sanitize-run
sanitize-run: $(B)/rammeaftale $(UNITS)
	@/usr/bin/python3 tests/run.py $(B) --sanitize

lint: layers
	$(call install,$(PACKAGES_BUILD) $(PACKAGES_TEST) $(PACKAGES_CHECK))
	@$(MAKE) -j$(CORES) INSIDE=1 VARIANT=clang lint-run
lint-run: $(OBJECTS) $(UNITS) $(SOURCES:%.c=$(B)/%.tidy)
	@echo "lint: $(words $(SOURCES)) filer uden anmærkninger"
TIDY := -*,bugprone-*,clang-analyzer-*,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier,-bugprone-narrowing-conversions,-bugprone-assignment-in-if-condition,-bugprone-sizeof-expression,-bugprone-macro-parentheses,-bugprone-suspicious-string-compare,-bugprone-branch-clone,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling
$(B)/%.tidy: %.c $(wildcard generator/*/*.h)
	@clang-tidy --quiet --warnings-as-errors='*' --checks='$(TIDY)' $< -- $(CFLAGS) 2>/dev/null && touch $@

layers:
	@/usr/bin/python3 tests/tools/layers.py generator
	@/usr/bin/python3 tests/tools/rounding.py generator

# Lines of the arithmetic, broken on purpose: does the test that is named fall? make mutation SAMPLE=60 breaks lines at random.
mutation:
	$(call install,$(PACKAGES_BUILD) $(PACKAGES_TEST))
	@$(MAKE) -j$(CORES) INSIDE=1 program $(UNITS)
	@/usr/bin/python3 -B tests/mutation/mutation.py $(if $(SAMPLE),--sample $(SAMPLE) --seed $(or $(SEED),1))

bench:
	$(call install,$(PACKAGES_BUILD) $(PACKAGES_TEST) $(PACKAGES_CHECK))
	@$(MAKE) -j$(CORES) INSIDE=1 bench-run
bench-run: program $(B)/floor $(B)/xlsx_floor
	@/usr/bin/python3 tests/bench/bench.py $(PROGRAM) $(B)/floor $(B)/xlsx_floor
$(B)/floor: tests/bench/floor.c
	@mkdir -p $(@D); echo "CC $<"; $(CC) $(CFLAGS) $< -o $@ $(LDLIBS)
$(B)/xlsx_floor: tests/bench/xlsx_floor.c $(LIBRARY)
	@mkdir -p $(@D); echo "CC $<"; $(CC) $(CFLAGS) $^ -o $@ $(LDLIBS)

# Chosen pages beside how they looked last time, in output/visual.html. Accept a page: make visual ACCEPT="forside tabel"
visual:
	$(call install,$(PACKAGES_BUILD) $(PACKAGES_TEST))
	@$(MAKE) -j$(CORES) INSIDE=1 program && $(PROGRAM) build >/dev/null
	@$(if $(ACCEPT),/usr/bin/python3 tests/visual/visual.py update output $(ACCEPT),/usr/bin/python3 tests/visual/visual.py compare output output/visual.html)

# Two texts set by the program, LuaLaTeX and Typst, and judged by one reading of the PDFs. Wants the network the first time.
compare:
	$(call install,$(PACKAGES_BUILD) $(PACKAGES_COMPARE))
	@$(MAKE) -j$(CORES) INSIDE=1 program
	@mkdir -p output/compare; [ -d output/compare/node_modules ] || npm install --silent --no-save --prefix output/compare $(TYPST) >/dev/null
	@/usr/bin/python3 tests/compare/compare.py $(PROGRAM) output/compare

test-bare:
	$(call install,$(PACKAGES_BARE))
	@tests/bare.sh

# Accept what a golden test now gives: make update T=test_load
update:
	@$(MAKE) -j$(CORES) INSIDE=1 $(B)/tests/unit/$(T)
	@UPDATE=1 $(B)/tests/unit/$(T)

schema: program
	@mkdir -p generator/schema; for s in aftale dokument register tabeller beregninger kontroller layout; do $(PROGRAM) schema $$s > generator/schema/$$s.json; done

install:
	@$(MAKE) -j$(CORES) INSIDE=1 program
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/rammeaftale
	install -d $(DESTDIR)$(PREFIX)/share/rammeaftale
	cp -R layouts fonts $(DESTDIR)$(PREFIX)/share/rammeaftale/
uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/rammeaftale $(DESTDIR)$(PREFIX)/share/rammeaftale

# Generates again when something in content/ or layouts/ changes; ends with Ctrl-C.
watch: all
	@while :; do now=$$(find content layouts fonts -type f -printf '%p %T@\n' | sort | sha256sum); \
	  if [ "$$now" != "$${last:-}" ]; then [ -z "$${last:-}" ] || $(PROGRAM) build || true; last=$$now; fi; sleep 1; done

clean:
	rm -rf output

help:
	@echo 'make            byg og lav alle aftaler i content/'
	@echo 'make test       kør alle prøver'
	@echo 'make watch      lav aftalerne igen, hver gang noget rettes'
	@echo 'make mutation   sæt fejl i regnelinjer: falder den prøve, der er nævnt?'
	@echo 'make bench      mål hastighed mod et gulv i samme kørsel'
	@echo 'make visual     udvalgte sider, som de var, og som de er nu: output/visual.html'
	@echo 'make compare    de samme to tekster sat af programmet, LuaLaTeX og Typst, og målt'
	@echo 'make sanitize   prøverne med AddressSanitizer og UBSan'
	@echo 'make lint       clang-tidy, advarsler fra clang, lagene'
	@echo 'make test-bare  README'"'"'s to kommandoer i en nøgen Debian 12'
	@echo 'make schema     skriv JSON Schema i generator/schema/'
	@echo 'make install    læg programmet i $(PREFIX)/bin'
	@echo 'make update T=test_load   godtag en prøves nye facit'
	@echo 'make clean      slet output/'
