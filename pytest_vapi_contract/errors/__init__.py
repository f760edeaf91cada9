"""
Errors that a user can cause and fix. Each keeps its data as attributes, and its text says what to do next.

ContractError
  BadBaseline
  BadDocument
    BadMessage
    BadReference
    BadRevisionName
    BadSchema
    DocumentTooDeep
    DocumentTooLarge
    NoServerMessages
    NotJson
    NotOpenApi
    UnreadableDocument
  BadFixedValue
  BadOption
  BadReplay
  BadReport
  BadTools
    BadArguments
    NoTools
    ToolsNotParsed
    ToolsUnreadable
    UnknownTool
    YamlMissing
  BundleError
    BrokenBundle
    BundleNotWritten
    UnknownRevision
  HandlerError
    AmbiguousHandler
    BadHandlerOption
    BadTarget
    CredentialMissing
    HandlerAttributeNotFound
    HandlerImportFailed
    HandlerModuleNotFound
    HandlerNotStarted
    HandlerUnreachable
    NotAHandler
    RemoteHandlerRefused
    RouteNotFound
    SecretNotSet
    UnclearCredentials
    UndeliverableRequest
  ProbeFailed
  OutputInTheWay
  OutputNotWritten
  ReplyNotJson
  ReportsDiffer
  UnknownCheck
  UnknownCode
  UnknownMessageType
  UnknownMutation
  UnknownOption
  UnknownProperty
  UnsupportedMessage

DocumentWarning
"""

from __future__ import annotations

from .base import ContractError as ContractError
from .base import did_you_mean as did_you_mean
from .base import one_of as one_of
from .documents import BadDocument as BadDocument
from .documents import BadMessage as BadMessage
from .documents import BadReference as BadReference
from .documents import BadRevisionName as BadRevisionName
from .documents import BadSchema as BadSchema
from .documents import BrokenBundle as BrokenBundle
from .documents import BundleError as BundleError
from .documents import BundleNotWritten as BundleNotWritten
from .documents import DocumentTooDeep as DocumentTooDeep
from .documents import DocumentTooLarge as DocumentTooLarge
from .documents import DocumentWarning as DocumentWarning
from .documents import NoServerMessages as NoServerMessages
from .documents import NotJson as NotJson
from .documents import NotOpenApi as NotOpenApi
from .documents import UnknownRevision as UnknownRevision
from .documents import UnreadableDocument as UnreadableDocument
from .handlers import AmbiguousHandler as AmbiguousHandler
from .handlers import BadHandlerOption as BadHandlerOption
from .handlers import BadTarget as BadTarget
from .handlers import CredentialMissing as CredentialMissing
from .handlers import HandlerAttributeNotFound as HandlerAttributeNotFound
from .handlers import HandlerError as HandlerError
from .handlers import HandlerImportFailed as HandlerImportFailed
from .handlers import HandlerModuleNotFound as HandlerModuleNotFound
from .handlers import HandlerNotStarted as HandlerNotStarted
from .handlers import HandlerUnreachable as HandlerUnreachable
from .handlers import NotAHandler as NotAHandler
from .handlers import RemoteHandlerRefused as RemoteHandlerRefused
from .handlers import RouteNotFound as RouteNotFound
from .handlers import SecretNotSet as SecretNotSet
from .handlers import UnclearCredentials as UnclearCredentials
from .handlers import UndeliverableRequest as UndeliverableRequest
from .reports import BadReport as BadReport
from .reports import ReportsDiffer as ReportsDiffer
from .requests import BadBaseline as BadBaseline
from .requests import BadFixedValue as BadFixedValue
from .requests import BadOption as BadOption
from .requests import BadReplay as BadReplay
from .requests import OutputInTheWay as OutputInTheWay
from .requests import OutputNotWritten as OutputNotWritten
from .requests import ProbeFailed as ProbeFailed
from .requests import ReplyNotJson as ReplyNotJson
from .requests import UnknownCheck as UnknownCheck
from .requests import UnknownCode as UnknownCode
from .requests import UnknownMessageType as UnknownMessageType
from .requests import UnknownMutation as UnknownMutation
from .requests import UnknownOption as UnknownOption
from .requests import UnknownProperty as UnknownProperty
from .requests import UnsupportedMessage as UnsupportedMessage
from .tools import BadArguments as BadArguments
from .tools import BadTools as BadTools
from .tools import NoTools as NoTools
from .tools import ToolsNotParsed as ToolsNotParsed
from .tools import ToolsUnreadable as ToolsUnreadable
from .tools import UnknownTool as UnknownTool
from .tools import YamlMissing as YamlMissing
