"""When a rule looks faulty."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.breaker import FLOOR, HOUR, LEAST_PEOPLE, TIMES, WINDOW, Breaker, Rates, suspect
from bot.core.pause import ALL_CHATS

NOW = 1_700_000_000
CHAT, RULE = -1001, "house/rule"


def faulty(breaker: Breaker, posts: int = FLOOR + 1, *, chat: int = CHAT, at: int = NOW, people: int = 5) -> None:
    """Regulars post, and the rule acts against each of them."""
    for number in range(posts):
        breaker.saw(chat, at)
        breaker.acted(chat, RULE, at, 100 + number % people)


def test_a_rule_that_turns_on_regulars_is_suspect() -> None:
    breaker = Breaker()
    faulty(breaker, FLOOR)
    assert breaker.suspects(CHAT, RULE, NOW) is None
    faulty(breaker, 1)
    assert breaker.suspects(CHAT, RULE, NOW) == CHAT
    assert breaker.suspects(-5, RULE, NOW) is None
    assert breaker.suspects(CHAT, "house/other", NOW) is None


def test_a_raid_of_newcomers_is_what_rules_are_for() -> None:
    breaker = Breaker()
    for _ in range(30):
        breaker.saw(CHAT, NOW)
    for _ in range(5_000):
        breaker.acted(CHAT, RULE, NOW)
    assert breaker.suspects(CHAT, RULE, NOW) is None


def test_a_few_stolen_accounts_among_many_regulars_prove_nothing() -> None:
    breaker = Breaker()
    for _ in range(300):
        breaker.saw(CHAT, NOW)
    faulty(breaker, 90)
    assert breaker.suspects(CHAT, RULE, NOW) is None
    one = Breaker()
    faulty(one, 500, people=LEAST_PEOPLE - 1)
    assert one.suspects(CHAT, RULE, NOW) is None


def test_what_a_rule_always_does_is_no_news() -> None:
    breaker = Breaker()
    breaker.remember({(CHAT, RULE): {NOW // HOUR - hour: 4 for hour in range(1, 169)}})
    faulty(breaker, TIMES * 4)
    assert breaker.rates(CHAT, RULE, NOW).usual > 3.9
    assert breaker.suspects(CHAT, RULE, NOW) is None
    faulty(breaker, 1)
    assert breaker.suspects(CHAT, RULE, NOW) == CHAT


def test_it_passes() -> None:
    breaker = Breaker()
    faulty(breaker, 100)
    assert breaker.suspects(CHAT, RULE, NOW + WINDOW + 60) is None
    assert breaker.rates(CHAT, RULE, NOW + WINDOW + 60).people == 0


def test_what_a_moderator_confirmed_counts_no_longer() -> None:
    breaker = Breaker()
    faulty(breaker, 100)
    breaker.forgive(CHAT, RULE)
    assert breaker.suspects(CHAT, RULE, NOW) is None


def test_a_little_in_each_of_many_chats_adds_up() -> None:
    breaker = Breaker()
    for chat in range(-10, 0):
        faulty(breaker, 3, chat=chat)
    assert breaker.suspects(-1, RULE, NOW) == ALL_CHATS
    two = Breaker()
    for chat in (-1, -2):
        faulty(two, FLOOR - 1, chat=chat)
    assert two.suspects(-1, RULE, NOW) is None


RATES = st.builds(
    Rates,
    acted=st.integers(0, 10**4),
    usual=st.floats(0, 10**4),
    regulars=st.integers(0, 10**4),
    hit=st.integers(0, 10**4),
    people=st.integers(0, 10**4),
)


@given(RATES)
def test_the_law(rates: Rates) -> None:
    if suspect(rates):
        assert rates.acted > FLOOR
        assert rates.acted > TIMES * rates.usual
        assert rates.hit > 0.3 * rates.regulars
        assert rates.people >= LEAST_PEOPLE


EVENTS = st.lists(st.tuples(st.integers(0, WINDOW - 60), st.integers(1, 6), st.booleans()), max_size=80)


@given(EVENTS, st.integers(0, 30))
def test_the_counts_are_those_of_a_plain_list(events: list[tuple[int, int, bool]], usual: int) -> None:
    breaker = Breaker()
    breaker.remember({(CHAT, RULE): {NOW // HOUR - 3: usual * 168}})
    for since, author, regular in events:
        at = NOW - since
        if regular:
            breaker.saw(CHAT, at)
        breaker.acted(CHAT, RULE, at, author if regular else None)
    hit = [author for _, author, regular in events if regular]
    rates = breaker.rates(CHAT, RULE, NOW)
    assert (rates.acted, rates.hit, rates.regulars) == (len(events), len(hit), len(hit))
    assert rates.people == len(set(hit))
    opens = len(events) > max(FLOOR, TIMES * usual) and len(set(hit)) >= LEAST_PEOPLE
    assert breaker.suspects(CHAT, RULE, NOW) == (CHAT if opens else None)
    assert breaker.suspects(CHAT, RULE, NOW + 2 * WINDOW) is None


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(-50, -1), st.integers(1, 9)), max_size=300))
def test_it_bears_any_clock(events: list[tuple[int, int, int]]) -> None:
    breaker = Breaker()
    for at, chat, author in events:
        breaker.saw(chat, at)
        breaker.acted(chat, RULE, at, author)
        rates = breaker.rates(chat, RULE, at)
        assert rates.acted >= 1
