import srsly

from summit_extract.evaluation.draft import draft_labels
from summit_extract.evaluation.gold import GoldArticle, read_marked
from summit_extract.pipeline import analyse_text, load


def test_a_draft_has_the_text_and_only_words_of_it(article: GoldArticle) -> None:
    marked, sheet = draft_labels(analyse_text(load(), article.text))
    text, mentions = read_marked(marked, "draft")
    assert text == article.text
    found = srsly.yaml_loads(sheet)
    assert {mention.entity for mention in mentions if mention.entity} == set(found["entities"])
    assert found["events"]
    for event in found["events"]:
        assert all(words in text for words in event["evidence"])
