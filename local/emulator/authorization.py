"""Makes MiniStack decide as AWS does where its decisions would differ for this environment's calls."""

from ministack.core import iam_actions, iam_evaluator


def install():
    _take_loopback_for_tls()
    _authorize_batches_as_single_calls()


def _take_loopback_for_tls():
    """Policies that refuse plain HTTP see calls as encrypted: they never leave the loopback interface."""
    pin_request_origin = iam_evaluator.pin_request_origin
    iam_evaluator.pin_request_origin = lambda source_ip, _secure: pin_request_origin(source_ip, True)


def _authorize_batches_as_single_calls():
    """SQS has no actions for batches: sqs:SendMessage allows SendMessageBatch.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
    """
    extract_iam_action = iam_actions.extract_iam_action

    def extract(service, *arguments, **named):
        action = extract_iam_action(service, *arguments, **named)
        return action.removesuffix("Batch") if service == "sqs" and action else action

    iam_actions.extract_iam_action = extract
