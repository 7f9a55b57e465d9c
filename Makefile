# make demo     the light install, then Quick Looks of one example
# make setup    everything for development, in .venv
# make check    ruff and mypy
# make test     all tests
# make bench    speed and size
# make grammar  train the parser; SPACY is a Python with this package, spaCy and its pipeline (python -m spacy download en_core_web_md)
# make quality  train the planner and the estimates of quality; list first names and the words of summaries
# make names    train what chooses labels and topics
# make model    train the embedded model

PYTHON ?= $(shell command -v python3.11 || command -v python3)
EXAMPLE ?= examples/03_business.txt
BIN := .venv/bin
RUN ?= $(HOME)/.cache/quick-looks/training

SPACY ?= .venv-spacy/bin/python
TEACHER ?= en_core_web_md

.PHONY: demo setup check test bench grammar quality names model

demo: .venv-demo/installed
	.venv-demo/bin/summarize $(EXAMPLE)

.venv-demo/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv --clear .venv-demo
	.venv-demo/bin/pip install --quiet -c constraints.txt -e .
	touch $@

setup: .venv/installed

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet -c constraints.txt -e ".[dev,torch,html,eval,train]"
	touch $@

check: setup
	$(BIN)/ruff check .
	$(BIN)/mypy summarize eval models tests

test: setup
	$(BIN)/python -m pytest

bench: setup
	$(BIN)/python -m eval.bench

grammar: setup
	mkdir -p $(RUN)
	$(SPACY) -m models.treebank ../shared/corpora ../shared/bench $(RUN)/treebank.jsonl.gz --teacher $(TEACHER)
	$(BIN)/python -m models.valency $(RUN)/treebank.jsonl.gz summarize/grammar/valency.txt
	$(BIN)/python -m models.countable $(RUN)/treebank.jsonl.gz summarize/headlines/countable.txt
	$(BIN)/python -m models.completions $(RUN)/treebank.jsonl.gz summarize/grammar/completions.txt
	$(BIN)/python -m models.verb_forms $(RUN)/treebank.jsonl.gz summarize/grammar/verb_forms.txt
	$(BIN)/python -m models.parser $(RUN)/treebank.jsonl.gz models/grammar/parser.npz
	$(BIN)/python -m models.complements

quality: setup
	$(BIN)/python -m models.first_names
	$(BIN)/python -m models.summary_words
	$(BIN)/python -m models.commentary
	$(BIN)/python -m models.planner
	$(BIN)/python -m models.quality
	$(BIN)/python -m models.keeping

names: setup
	mkdir -p $(RUN)/pairs
	$(BIN)/python -m models.label_lessons -o $(RUN)/pairs
	$(BIN)/python -m models.naming --pairs $(RUN)/pairs
	$(BIN)/python -m models.topics

model: setup
	$(BIN)/python -m models.prepare -o $(RUN)/pairs
	$(BIN)/python -m models.tokenizer --pairs $(RUN)/pairs -o $(RUN)/tokenizer.model
	$(BIN)/python -m models.compressions --tokenizer $(RUN)/tokenizer.model -o $(RUN)/pairs
	$(BIN)/python -m models.cut_lessons --tokenizer $(RUN)/tokenizer.model -o $(RUN)/pairs
	$(BIN)/python -m models.train --pairs $(RUN)/pairs --tokenizer $(RUN)/tokenizer.model --run $(RUN)/run
	$(BIN)/python -m models.export --checkpoint $(RUN)/run/last.pt --tokenizer $(RUN)/tokenizer.model --pairs $(RUN)/pairs -o models/desk --half models/checkpoint
