"""The kinds of question, one plan class each; adding a kind is adding a class here and its cue words in `questions.toml`."""

from __future__ import annotations

from search_api.ask.plans.abbreviations import AbbreviationPlan
from search_api.ask.plans.agencies import AgencyPlan
from search_api.ask.plans.agency_lists import AgencyListPlan, RegulationPartnersPlan
from search_api.ask.plans.agency_roles import AgencyRolesPlan
from search_api.ask.plans.base import Plan
from search_api.ask.plans.changes import ChangesPlan
from search_api.ask.plans.documents import DocumentLookupPlan
from search_api.ask.plans.figures import FiguresPlan
from search_api.ask.plans.findings import FindingsPlan
from search_api.ask.plans.indicators import IndicatorsPlan
from search_api.ask.plans.issued import IssuedPlan
from search_api.ask.plans.lineage import LineageDownPlan, LineageUpPlan
from search_api.ask.plans.mergers import MergerPlan
from search_api.ask.plans.projects import ProjectsPlan
from search_api.ask.plans.quantities import QuantityPlan
from search_api.ask.plans.reviews import ReviewsPlan
from search_api.ask.plans.tasks_described import TaskLookupPlan
from search_api.ask.plans.tasks_documents import ImplementingTasksPlan
from search_api.ask.plans.tasks_roles import AuthorityTasksPlan, GroupTasksPlan, LeadTasksPlan, PartnerTasksPlan
from search_api.ask.plans.tasks_time import PeriodTasksPlan, RhythmTasksPlan, UndatedTasksPlan

PLANS: tuple[type[Plan], ...] = (
    ImplementingTasksPlan,
    AuthorityTasksPlan,
    LeadTasksPlan,
    PartnerTasksPlan,
    GroupTasksPlan,
    PeriodTasksPlan,
    RhythmTasksPlan,
    UndatedTasksPlan,
    QuantityPlan,
    TaskLookupPlan,
    ReviewsPlan,
    LineageUpPlan,
    LineageDownPlan,
    DocumentLookupPlan,
    ChangesPlan,
    IssuedPlan,
    ProjectsPlan,
    IndicatorsPlan,
    FiguresPlan,
    AgencyPlan,
    AgencyListPlan,
    AgencyRolesPlan,
    RegulationPartnersPlan,
    MergerPlan,
    AbbreviationPlan,
    FindingsPlan,
)

__all__ = ["PLANS", "Plan"]
