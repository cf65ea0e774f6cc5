"""The kinds of question, one plan class each; adding a kind is adding a class here and its cue words in `questions.toml`."""

from __future__ import annotations

from search_api.ask.plans.agencies.abbreviations import AbbreviationPlan
from search_api.ask.plans.agencies.about import AgencyPlan
from search_api.ask.plans.agencies.codes import CodePlan
from search_api.ask.plans.agencies.lists import AgencyListPlan, RegulationPartnersPlan
from search_api.ask.plans.agencies.mergers import MergerPlan
from search_api.ask.plans.agencies.roles import AgencyRolesPlan
from search_api.ask.plans.agencies.told import ToldAgencyPlan
from search_api.ask.plans.base import Plan
from search_api.ask.plans.documents.basis import ToldBasisPlan
from search_api.ask.plans.documents.changes import ChangesPlan
from search_api.ask.plans.documents.held import HeldPlan
from search_api.ask.plans.documents.issued import IssuedPlan
from search_api.ask.plans.documents.issuer import IssuerPlan
from search_api.ask.plans.documents.lineage import LineageDownPlan, LineageUpPlan
from search_api.ask.plans.documents.lookup import DocumentLookupPlan
from search_api.ask.plans.documents.reviews import ReviewsPlan
from search_api.ask.plans.documents.stopped import StoppedPlan
from search_api.ask.plans.documents.told import ToldDocumentPlan
from search_api.ask.plans.findings import FindingsPlan
from search_api.ask.plans.indicators import IndicatorsPlan
from search_api.ask.plans.projects.asked import ProjectsPlan
from search_api.ask.plans.sentences.figures import FiguresPlan
from search_api.ask.plans.tasks.described import TaskLookupPlan
from search_api.ask.plans.tasks.documents import ImplementingTasksPlan
from search_api.ask.plans.tasks.quantities import QuantityPlan
from search_api.ask.plans.tasks.roles import AuthorityTasksPlan, GroupTasksPlan, LeadTasksPlan, PartnerTasksPlan
from search_api.ask.plans.tasks.times import PeriodTasksPlan, RhythmTasksPlan, UndatedTasksPlan

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
    ToldBasisPlan,
    DocumentLookupPlan,
    ToldDocumentPlan,
    IssuerPlan,
    HeldPlan,
    ChangesPlan,
    StoppedPlan,
    IssuedPlan,
    ProjectsPlan,
    IndicatorsPlan,
    FiguresPlan,
    AgencyPlan,
    AgencyListPlan,
    AgencyRolesPlan,
    ToldAgencyPlan,
    RegulationPartnersPlan,
    MergerPlan,
    AbbreviationPlan,
    CodePlan,
    FindingsPlan,
)

__all__ = ["PLANS", "Plan"]
